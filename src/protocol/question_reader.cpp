#include "protocol/question_reader.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "base/utf8.hpp"
#include "base/white_space.hpp"
#include "domain/rules.hpp"
#include "protocol/json_parser.hpp"

namespace mcs::protocol {

namespace json = boost::json;
using namespace std::string_view_literals;

namespace {

constexpr std::string_view default_category = "General";
constexpr std::array known_members{"question"sv, "category"sv, "options"sv, "answers"sv};

// A stranger's key as a warning may quote it.
std::string_view shortened(std::string_view key) {
  constexpr std::size_t limit = 60;
  if (key.size() <= limit) return key;
  std::size_t end = limit;
  while ((static_cast<unsigned char>(key[end]) & 0xC0U) == 0x80U) --end;
  return key.substr(0, end);
}

}  // namespace

void Problems::add(std::uint32_t question, std::string field, std::string message) {
  if (!full()) list_.push_back({question, std::move(field), std::move(message)});
}

void Warnings::add(std::uint32_t question, std::string_view field, std::string_view message) {
  const auto same = std::ranges::find(list_, field, &Warning::field);
  if (same != list_.end())
    ++same->count;
  else if (list_.size() < max_reported_problems)
    list_.push_back({question, std::string(field), std::string(message), 1});
}

std::vector<QuestionSetProblem> Warnings::take() {
  std::vector<QuestionSetProblem> told;
  told.reserve(list_.size());
  for (Warning& warning : list_) {
    if (warning.count > 1) warning.message += fmt::format(" ({} questions)", warning.count);
    told.push_back({warning.first_question, std::move(warning.field), std::move(warning.message)});
  }
  return told;
}

domain::Question QuestionReader::read() {
  domain::Question question;
  if (const json::value* value = members_.if_contains("question"))
    question.text = text(*value, "question", domain::max_question_characters);
  else
    refuse("question", "is missing");
  question.category = category();
  question.options = options();
  question.answers = answers(question.options.size());
  warn_of_unknown_members();
  return question;
}

std::string QuestionReader::text(const json::value& value, const std::string& field,
                                 std::size_t limit) {
  const json::string* text = value.if_string();
  if (text == nullptr) {
    refuse(field, "must be a text");
    return {};
  }
  const std::size_t characters = count_code_points(*text).value_or(0);
  if (characters > limit)
    refuse(field, fmt::format("has {} characters; at most {} are allowed", characters, limit));
  else if (is_blank(*text))
    refuse(field, fmt::format("is blank; 1 to {} characters are needed", limit));
  return std::string(*text);
}

std::string QuestionReader::category() {
  const json::value* value = members_.if_contains("category");
  if (value == nullptr) return std::string(default_category);
  const json::string* category = value->if_string();
  if (category != nullptr && is_blank(*category)) {
    warnings_.add(number_, "category", "is blank and was taken for \"General\"");
    return std::string(default_category);
  }
  return text(*value, "category", domain::max_category_characters);
}

std::vector<std::string> QuestionReader::options() {
  const json::array* items = array("options", domain::min_options, domain::max_options);
  if (items == nullptr) return {};
  std::vector<std::string> options;
  options.reserve(items->size());
  for (const json::value& item : *items) {
    const std::string field = fmt::format("options[{}]", options.size());
    std::string option = text(item, field, domain::max_option_characters);
    const auto same = std::ranges::find(options, option);
    if (same != options.end() && !option.empty())
      refuse(field,
             fmt::format("repeats options[{}]; options must be distinct", same - options.begin()));
    options.push_back(std::move(option));
  }
  return options;
}

domain::OptionSet QuestionReader::answers(std::size_t option_count) {
  const json::array* items = array("answers", 1, domain::max_options);
  // Without usable options, what the answers point to is not known.
  if (items == nullptr || option_count == 0) return {};
  domain::OptionSet answers;
  for (std::size_t i = 0; i < items->size(); ++i) {
    const std::string field = fmt::format("answers[{}]", i);
    const auto option = as_integer((*items)[i]);
    if (!option || *option < 0 || std::cmp_greater_equal(*option, option_count))
      refuse(field, fmt::format("must be an integer from 0 to {}: the index of one of the options",
                                option_count - 1));
    else if (!answers.insert(static_cast<std::size_t>(*option)))
      refuse(field, fmt::format("repeats {}; answers must be distinct", *option));
  }
  return answers;
}

const json::array* QuestionReader::array(std::string_view member, std::size_t low,
                                         std::size_t high) {
  const json::value* value = members_.if_contains(member);
  if (value == nullptr) return refuse(std::string(member), "is missing"), nullptr;
  const json::array* items = value->if_array();
  if (items == nullptr) return refuse(std::string(member), "must be an array"), nullptr;
  if (items->size() >= low && items->size() <= high) return items;
  refuse(std::string(member),
         fmt::format("must have {} to {} items, not {}", low, high, items->size()));
  return nullptr;
}

void QuestionReader::warn_of_unknown_members() {
  for (const json::key_value_pair& member : members_)
    if (std::ranges::find(known_members, std::string_view(member.key())) == known_members.end())
      warnings_.add(number_, shortened(member.key()), "is not known and was ignored");
}

}  // namespace mcs::protocol
