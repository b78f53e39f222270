#include "formats/collector.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "base/utf8.hpp"
#include "base/white_space.hpp"
#include "domain/rules.hpp"

namespace mcs::formats {

namespace {

constexpr std::string_view default_category = "General";
constexpr std::size_t excerpt_characters = 80;

std::string excerpt_of(std::string_view text) {
  if (!is_valid_utf8(text)) return {};
  text = trim(text);
  const std::string_view first = first_code_points(text, excerpt_characters);
  std::string excerpt(first);
  std::ranges::replace(excerpt, '\n', ' ');
  const auto both_spaces = [](char a, char b) { return a == ' ' && b == ' '; };
  excerpt.erase(std::ranges::unique(excerpt, both_spaces).begin(), excerpt.end());
  if (first.size() < text.size()) excerpt += "…";
  return excerpt;
}

std::string_view message_of(RemarkCode code) {
  switch (code) {
    case RemarkCode::PartialCredit:
      return "some options were worth part of the points; here an option is right or wrong";
    case RemarkCode::MediaLeftOut: return "pictures, sound and the like were left out";
    case RemarkCode::CategoryTooLong: return "the category was cut to its first characters";
    case RemarkCode::AmbiguousAnswer:
      return "the right answer may be an option's number or its text, and was taken for the number";
    default: return {};
  }
}

std::string with_count(std::string message, std::size_t count) {
  if (count > 1) message += fmt::format(" ({} questions)", count);
  return message;
}

Remark skipping(RemarkCode code, std::string message) {
  return {.code = code, .skipped = true, .message = std::move(message)};
}

std::optional<Remark> check_options(const std::vector<std::string>& options) {
  if (options.size() < domain::min_options)
    return skipping(RemarkCode::TooFewOptions, fmt::format("has {} options; at least {} are needed",
                                                           options.size(), domain::min_options));
  if (options.size() > domain::max_options)
    return skipping(RemarkCode::TooManyOptions,
                    fmt::format("has more than {} options", domain::max_options));
  for (auto option = options.begin(); option != options.end(); ++option) {
    const auto number = option - options.begin() + 1;
    const std::size_t characters = count_code_points(*option).value_or(0);
    if (is_blank(*option))
      return skipping(RemarkCode::OptionBlank, fmt::format("option {} is blank", number));
    if (characters > domain::max_option_characters)
      return skipping(RemarkCode::OptionTooLong,
                      fmt::format("option {} has {} characters; at most {} are allowed", number,
                                  characters, domain::max_option_characters));
    if (std::find(options.begin(), option, *option) != option)
      return skipping(RemarkCode::OptionRepeated,
                      fmt::format("option {} repeats another one", number));
  }
  return std::nullopt;
}

protocol::QuestionSetProblem to_problem(const Remark& remark) {
  std::string message = remark.message;
  if (remark.line > 0) message += fmt::format(" (line {})", remark.line);
  return {remark.question, remark.field, std::move(message)};
}

}  // namespace

std::string_view name_of(Format format) noexcept {
  switch (format) {
    case Format::Native: return "native";
    case Format::Csv: return "csv";
    case Format::OpenTriviaDb: return "open_trivia_db";
    case Format::Aiken: return "aiken";
    case Format::Gift: return "gift";
    case Format::MoodleXml: return "moodle_xml";
  }
  return {};
}

std::string_view name_of(RemarkCode code) noexcept {
  switch (code) {
    case RemarkCode::NotMultipleChoice: return "not_multiple_choice";
    case RemarkCode::Malformed: return "malformed";
    case RemarkCode::TextMissing: return "text_missing";
    case RemarkCode::TextTooLong: return "text_too_long";
    case RemarkCode::TooFewOptions: return "too_few_options";
    case RemarkCode::TooManyOptions: return "too_many_options";
    case RemarkCode::OptionBlank: return "option_blank";
    case RemarkCode::OptionTooLong: return "option_too_long";
    case RemarkCode::OptionRepeated: return "option_repeated";
    case RemarkCode::NoRightAnswer: return "no_right_answer";
    case RemarkCode::UnknownAnswer: return "unknown_answer";
    case RemarkCode::TooManyQuestions: return "too_many_questions";
    case RemarkCode::PartialCredit: return "partial_credit";
    case RemarkCode::MediaLeftOut: return "media_left_out";
    case RemarkCode::CategoryTooLong: return "category_too_long";
    case RemarkCode::AmbiguousAnswer: return "ambiguous_answer";
    case RemarkCode::EncodingGuessed: return "encoding_guessed";
    case RemarkCode::ColumnIgnored: return "column_ignored";
    case RemarkCode::Native: return "native";
  }
  return {};
}

void Collector::begin(std::uint32_t line) {
  ++question_;
  line_ = line;
}

void Collector::add(Draft draft) {
  if (questions_.size() == domain::max_questions)
    return skip(RemarkCode::TooManyQuestions,
                fmt::format("a set has at most {} questions", domain::max_questions), draft.text);
  if (auto refused = check(draft)) return skip(refused->code, refused->message, draft.text);
  domain::Question question{.text = std::move(draft.text),
                            .category = std::string(trim(draft.category)),
                            .options = std::move(draft.options),
                            .answers = {}};
  for (std::size_t i = 0; i < draft.right.size(); ++i)
    if (draft.right[i]) question.answers.insert(i);
  if (question.category.empty()) question.category = default_category;
  if (count_code_points(question.category).value_or(0) > domain::max_category_characters) {
    question.category = first_code_points(question.category, domain::max_category_characters);
    note(RemarkCode::CategoryTooLong);
  }
  if (draft.partial_credit) note(RemarkCode::PartialCredit);
  if (draft.media_left_out) note(RemarkCode::MediaLeftOut);
  if (draft.ambiguous_answer) note(RemarkCode::AmbiguousAnswer);
  questions_.push_back(std::move(question));
}

std::optional<Remark> Collector::check(const Draft& draft) const {
  const auto invalid = [](const std::string& text) { return !is_valid_utf8(text); };
  if (invalid(draft.text) || invalid(draft.category) || std::ranges::any_of(draft.options, invalid))
    return skipping(RemarkCode::Malformed, "has characters that are none");
  if (is_blank(draft.text)) return skipping(RemarkCode::TextMissing, "has no question text");
  const std::size_t characters = count_code_points(draft.text).value_or(0);
  if (characters > domain::max_question_characters)
    return skipping(RemarkCode::TextTooLong,
                    fmt::format("has {} characters; at most {} are allowed", characters,
                                domain::max_question_characters));
  if (auto refused = check_options(draft.options)) return refused;
  if (std::ranges::find(draft.right, true) == draft.right.end())
    return skipping(RemarkCode::NoRightAnswer, "has no right option");
  return std::nullopt;
}

void Collector::skip(RemarkCode code, std::string message, std::string_view excerpt) {
  ++skipped_;
  if (skips_.size() >= protocol::max_reported_problems) return;
  Remark remark = skipping(code, std::move(message));
  remark.question = question_;
  remark.line = line_;
  remark.excerpt = excerpt_of(excerpt);
  skips_.push_back(std::move(remark));
}

void Collector::note(RemarkCode code) {
  const auto same = std::ranges::find(notes_, code, &Note::code);
  if (same != notes_.end())
    ++same->count;
  else
    notes_.push_back({code, question_, line_, 1});
}

void Collector::remark(RemarkCode code, std::string message, std::string field) {
  if (file_remarks_.size() < protocol::max_reported_problems)
    file_remarks_.push_back(
        {.code = code, .field = std::move(field), .message = std::move(message)});
}

void Collector::refuse(std::string message) {
  if (refusal_.empty()) refusal_ = std::move(message);
}

std::vector<Remark> Collector::take_remarks() {
  std::vector<Remark> remarks = std::move(file_remarks_);
  for (const Note& note : notes_)
    remarks.push_back({.code = note.code,
                       .question = note.question,
                       .line = note.line,
                       .message = with_count(std::string(message_of(note.code)), note.count)});
  remarks.insert(remarks.end(), skips_.begin(), skips_.end());
  if (remarks.size() > protocol::max_reported_problems)
    remarks.resize(protocol::max_reported_problems);
  return remarks;
}

Import Collector::finish(Format format) && {
  std::vector<protocol::QuestionSetProblem> problems;
  if (!refusal_.empty()) problems.push_back({0, "", refusal_});
  if (refusal_.empty() && questions_.empty())
    problems.push_back({0, "", "has no multiple-choice question that can be used"});
  if (problems.empty()) return ImportedSet{format, std::move(questions_), skipped_, take_remarks()};
  for (const Remark& skip : skips_) problems.push_back(to_problem(skip));
  if (problems.size() > protocol::max_reported_problems)
    problems.resize(protocol::max_reported_problems);
  return std::unexpected(std::move(problems));
}

}  // namespace mcs::formats
