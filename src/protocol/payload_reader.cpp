#include "protocol/payload_reader.hpp"

#include <cmath>
#include <fmt/format.h>

#include "base/utf8.hpp"
#include "domain/rules.hpp"
#include "protocol/json_parser.hpp"

namespace mcs::protocol {

namespace json = boost::json;

namespace {

// More than any trimmed name can have; the domain counts characters.
constexpr std::size_t max_name_bytes = 4 * domain::max_name_characters;
constexpr std::int64_t last_question = domain::max_questions - 1;
constexpr std::int64_t last_option = domain::max_options - 1;
constexpr domain::Duration longest_claim = std::chrono::hours{1};

std::optional<std::int64_t> integer_within(const json::value& value, std::int64_t low,
                                           std::int64_t high) {
  const auto number = as_integer(value);
  return number && *number >= low && *number <= high ? number : std::nullopt;
}

// The text, if it is one of at most `limit` characters.
std::optional<std::string_view> text_within(const json::value& value, std::size_t limit) {
  const json::string* text = value.if_string();
  if (text == nullptr || count_code_points(*text) > limit) return std::nullopt;
  return *text;
}

}  // namespace

std::string PayloadReader::participant_name() {
  const json::value* value = find("name");
  if (value == nullptr) return {};
  const json::string* name = value->if_string();
  if (name != nullptr && name->size() <= max_name_bytes) return std::string(*name);
  refuse(ErrorCode::InvalidName,
         fmt::format("payload.name must be a string of at most {} bytes", max_name_bytes));
  return {};
}

std::string PayloadReader::quiz_name() {
  const json::value* value = find("quizName");
  if (value == nullptr) return {};
  if (const auto name = text_within(*value, domain::max_quiz_name_characters))
    return std::string(*name);
  refuse(ErrorCode::InvalidSettings,
         fmt::format("payload.quizName must be a string of at most {} characters",
                     domain::max_quiz_name_characters));
  return {};
}

std::vector<std::string> PayloadReader::categories() {
  const json::value* value = find("categories");
  if (value == nullptr) return {};
  const json::array* items = value->if_array();
  if (items == nullptr || items->size() > domain::max_categories) {
    refuse(ErrorCode::InvalidSettings,
           fmt::format("payload.categories must be an array of at most {} strings",
                       domain::max_categories));
    return {};
  }
  std::vector<std::string> categories;
  categories.reserve(items->size());
  for (const json::value& item : *items) {
    const auto category = text_within(item, domain::max_category_characters);
    if (!category) {
      refuse(ErrorCode::InvalidSettings,
             fmt::format("payload.categories[{}] must be a string of at most {} characters",
                         categories.size(), domain::max_category_characters));
      return {};
    }
    categories.emplace_back(*category);
  }
  return categories;
}

domain::Duration PayloadReader::question_duration() {
  using std::chrono::duration_cast, std::chrono::seconds;
  return seconds{integer("duration", ErrorCode::InvalidSettings,
                         duration_cast<seconds>(domain::min_question_duration).count(),
                         duration_cast<seconds>(domain::max_question_duration).count())};
}

std::vector<std::uint16_t> PayloadReader::selected_questions() {
  const json::value* value = find("selectedQuestionIndexes");
  if (value == nullptr) return {};
  const json::array* items = value->if_array();
  if (items == nullptr || items->empty() || items->size() > domain::max_questions) {
    refuse(ErrorCode::InvalidSelection,
           fmt::format("payload.selectedQuestionIndexes must be an array of 1 to {} integers",
                       domain::max_questions));
    return {};
  }
  std::vector<std::uint16_t> selection;
  selection.reserve(items->size());
  for (const json::value& item : *items) {
    const std::int64_t low = selection.empty() ? 0 : selection.back() + 1;
    const auto index = integer_within(item, low, last_question);
    if (!index) {
      refuse(ErrorCode::InvalidSelection,
             fmt::format("payload.selectedQuestionIndexes[{}] must be an integer from 0 to {}, "
                         "larger than the one before it",
                         selection.size(), last_question));
      return {};
    }
    selection.push_back(static_cast<std::uint16_t>(*index));
  }
  return selection;
}

QuestionIndex PayloadReader::question_index() {
  return {static_cast<std::uint16_t>(
      integer("questionIndex", ErrorCode::InvalidPacket, 0, last_question))};
}

domain::OptionSet PayloadReader::selected_options() {
  const json::value* value = find("selectedOptionIndexes");
  if (value == nullptr) return {};
  const json::array* items = value->if_array();
  if (items == nullptr) {
    refuse(ErrorCode::InvalidPacket, "payload.selectedOptionIndexes must be an array of integers");
    return {};
  }
  if (items->empty() || items->size() > domain::max_options) {
    refuse(
        ErrorCode::InvalidAnswer,
        fmt::format("payload.selectedOptionIndexes must have 1 to {} items", domain::max_options));
    return {};
  }
  domain::OptionSet selected;
  for (const json::value& item : *items) {
    const auto option = integer_within(item, 0, last_option);
    if (!option || !selected.insert(static_cast<std::size_t>(*option))) {
      refuse(ErrorCode::InvalidAnswer,
             fmt::format("payload.selectedOptionIndexes must be distinct integers from 0 to {}",
                         last_option));
      return {};
    }
  }
  return selected;
}

domain::Duration PayloadReader::answer_duration() {
  const json::value* value = find("answerDuration");
  if (value == nullptr) return {};
  if (!value->is_number()) {
    refuse(ErrorCode::InvalidPacket, "payload.answerDuration must be a number of seconds");
    return {};
  }
  using Seconds = std::chrono::duration<double>;
  const Seconds claim{value->to_number<double>()};
  if (claim >= longest_claim) return longest_claim;
  return claim > Seconds{0} ? std::chrono::round<domain::Duration>(claim) : domain::Duration{0};
}

bool PayloadReader::locked() {
  const json::value* value = find("locked");
  if (value == nullptr) return false;
  if (const bool* locked = value->if_bool()) return *locked;
  refuse(ErrorCode::InvalidPacket, "payload.locked must be true or false");
  return false;
}

UserId PayloadReader::user_id() {
  const json::value* value = find("userId");
  if (value == nullptr) return {};
  if (!value->is_string()) {
    refuse(ErrorCode::InvalidPacket, "payload.userId must be a string");
    return {};
  }
  const auto user = parse_user_id(value->get_string());
  if (user) return *user;
  refuse(user.error().code, "payload.userId must be 16 hexadecimal digits, in lower case");
  return {};
}

domain::ExtraTime PayloadReader::extra_time() {
  return {static_cast<std::uint8_t>(
      integer("percent", ErrorCode::InvalidSettings, 0, domain::max_extra_time_percent))};
}

std::int64_t PayloadReader::integer(std::string_view member, ErrorCode code, std::int64_t low,
                                    std::int64_t high) {
  const json::value* value = find(member);
  if (value == nullptr) return low;
  if (const auto number = integer_within(*value, low, high)) return *number;
  refuse(code, fmt::format("payload.{} must be an integer from {} to {}", member, low, high));
  return low;
}

const json::value* PayloadReader::find(std::string_view member) {
  if (error_) return nullptr;
  const json::value* value = payload_.if_contains(member);
  if (value == nullptr)
    refuse(ErrorCode::InvalidPacket, fmt::format("payload.{} is missing", member));
  return value;
}

void PayloadReader::refuse(ErrorCode code, std::string detail) {
  error_ = Error{code, std::move(detail)};
}

}  // namespace mcs::protocol
