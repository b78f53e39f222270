#include "protocol/question_set_json.hpp"

#include <algorithm>
#include <boost/json/monotonic_resource.hpp>
#include <fmt/format.h>
#include <functional>

#include "domain/rules.hpp"
#include "protocol/json_parser.hpp"
#include "protocol/json_writer.hpp"
#include "protocol/question_reader.hpp"

namespace mcs::protocol {

namespace json = boost::json;

namespace {

std::unexpected<std::vector<QuestionSetProblem>> refuse_whole(std::string message) {
  return std::unexpected(std::vector{QuestionSetProblem{0, "", std::move(message)}});
}

std::string describe(std::string_view text, const JsonFault& fault) {
  const std::string_view before = text.substr(0, fault.offset);
  const auto line = 1 + std::ranges::count(before, '\n');
  const std::string_view last_line = before.substr(before.rfind('\n') + 1);
  const auto continues = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; };
  const auto column = 1 + std::ranges::count_if(last_line, std::not_fn(continues));
  return fmt::format("is not JSON: {} (line {}, column {})", fault.message, line, column);
}

}  // namespace

std::expected<ReadQuestionSet, std::vector<QuestionSetProblem>> read_question_set(
    std::string_view text) {
  if (text.size() > max_question_set_bytes)
    return refuse_whole(
        fmt::format("must have at most {} bytes, not {}", max_question_set_bytes, text.size()));
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);  // The byte order mark.
  json::monotonic_resource memory;
  const auto root = parse_json(text, &memory);
  if (!root) return refuse_whole(describe(text, root.error()));
  const json::array* items = root->if_array();
  if (items == nullptr) return refuse_whole("must be an array of questions");

  Problems problems;
  if (items->empty() || items->size() > domain::max_questions)
    problems.add(
        0, "",
        fmt::format("must have 1 to {} questions, not {}", domain::max_questions, items->size()));
  Warnings warnings;
  domain::QuestionSet questions;
  questions.reserve(std::min(items->size(), domain::max_questions));
  std::uint32_t number = 0;
  for (const json::value& item : *items) {
    ++number;
    if (const json::object* members = item.if_object())
      questions.push_back(QuestionReader(number, *members, problems, warnings).read());
    else
      problems.add(number, "", "must be an object with question, options and answers");
    if (problems.full()) break;
  }
  if (!problems.empty()) return std::unexpected(problems.take());
  return ReadQuestionSet{std::move(questions), warnings.take()};
}

Bytes write_question_set(const domain::QuestionSet& question_set) {
  Bytes text;
  text.reserve(256 * question_set.size() + 2);
  JsonWriter json(text);
  json.begin_array();
  for (const domain::Question& question : question_set)
    json.begin_object()
        .member("question", question.text)
        .member("category", question.category)
        .member("options", question.options)
        .member("answers", question.answers)
        .end_object();
  json.end_array();
  return text;
}

}  // namespace mcs::protocol
