#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/monotonic_resource.hpp>
#include <boost/json/object.hpp>
#include <limits>
#include <span>

#include "protocol/json_parser.hpp"
#include "protocol/results.hpp"
#include "protocol/wire_names.hpp"

namespace mcs::protocol {

namespace json = boost::json;

namespace {

// Sticky like ByteReader: after the first member that results_json would not have written so, all
// read as defaults, and ok() is asked once.
class ResultReader {
 public:
  domain::SpeedrunResult read(const json::value& root) {
    const json::object& result = object(root);
    return {.id = id(member(result, "quizId")),
            .quiz_name = text(member(result, "quizName")),
            .categories = texts(member(result, "categories")),
            .question_duration = duration(member(result, "questionDurationMs")),
            .started_at = instant(member(result, "startTimeEpochMs")),
            .finished_at = instant(member(result, "finishTimeEpochMs")),
            .reason = static_cast<domain::FinishReason>(
                word(member(result, "finishReason"), finish_reason_names)),
            .questions = list<domain::QuestionResult>(member(result, "questions")),
            .participants = list<domain::ParticipantResult>(member(result, "participants"))};
  }

  bool ok() const { return ok_; }

 private:
  void read(const json::object& from, domain::QuestionResult& to) {
    to.question.text = text(member(from, "question"));
    to.question.category = text(member(from, "category"));
    to.question.options = texts(member(from, "options"));
    to.question.answers = options(member(from, "answers"));
    for (const TallyNames& names : tally_names)
      to.counts[static_cast<std::size_t>(names.kind)] = count(member(from, names.count));
  }

  void read(const json::object& from, domain::ParticipantResult& to) {
    to.rank = count(member(from, "rank"));
    to.name = text(member(from, "name"));
    to.user = user(member(from, "userId"));
    to.score = count(member(from, "score"));
    if (const json::value* time = from.if_contains("totalTimeMs")) to.total_time = duration(*time);
    to.answers = list<domain::AnswerResult>(member(from, "answers"));
  }

  void read(const json::object& from, domain::AnswerResult& to) {
    to.outcome = static_cast<domain::Outcome>(word(member(from, "outcome"), outcome_names));
    to.selected = options(member(from, "selectedOptions"));
    to.credited = duration(member(from, "durationMs"));
    to.credit = duration(member(from, "creditMs"));
    to.score = count(member(from, "score"));
  }

  template <class T>
  std::vector<T> list(const json::value& value) {
    const json::array& items = array(value);
    std::vector<T> list(items.size());
    for (std::size_t i = 0; i < items.size() && ok_; ++i) read(object(items[i]), list[i]);
    return list;
  }

  const json::value& member(const json::object& from, std::string_view name) {
    static const json::value null;
    const json::value* value = from.if_contains(name);
    return value != nullptr ? *value : (fail(), null);
  }
  const json::object& object(const json::value& value) {
    static const json::object empty;
    return value.is_object() ? value.get_object() : (fail(), empty);
  }
  const json::array& array(const json::value& value) {
    static const json::array empty;
    return value.is_array() ? value.get_array() : (fail(), empty);
  }
  std::string text(const json::value& value) {
    return value.is_string() ? std::string(value.get_string()) : (fail(), std::string());
  }
  std::vector<std::string> texts(const json::value& value) {
    std::vector<std::string> texts;
    for (const json::value& item : array(value)) texts.push_back(text(item));
    return texts;
  }
  std::int64_t integer(const json::value& value, std::int64_t high) {
    const auto number = as_integer(value);
    return number && *number >= 0 && *number <= high ? *number : (fail(), 0);
  }
  std::uint32_t count(const json::value& value) {
    return static_cast<std::uint32_t>(integer(value, std::numeric_limits<std::uint32_t>::max()));
  }
  domain::Duration duration(const json::value& value) {
    return domain::Duration{integer(value, std::numeric_limits<std::int64_t>::max())};
  }
  domain::Instant instant(const json::value& value) { return domain::Instant{duration(value)}; }
  domain::OptionSet options(const json::value& value) {
    domain::OptionSet options;
    for (const json::value& item : array(value))
      if (!options.insert(static_cast<std::size_t>(integer(item, domain::max_options)))) fail();
    return options;
  }
  // The place of a word among `words`.
  std::size_t word(const json::value& value, std::span<const std::string_view> words) {
    const auto found = std::ranges::find(words, text(value));
    if (found == words.end()) return fail(), 0;
    return static_cast<std::size_t>(found - words.begin());
  }
  SpeedrunId id(const json::value& value) {
    const auto id = SpeedrunId::parse(text(value));
    return id ? *id : (fail(), SpeedrunId());
  }
  UserId user(const json::value& value) {
    const auto user = parse_user_id(text(value));
    return user ? *user : (fail(), UserId());
  }

  void fail() { ok_ = false; }

  bool ok_ = true;
};

}  // namespace

Result<domain::SpeedrunResult> read_results_json(std::string_view text) {
  json::monotonic_resource memory;
  const auto root = parse_json(text, &memory);
  if (!root) return fail(ErrorCode::Corrupt, "the results are not JSON: " + root.error().message);
  ResultReader reader;
  domain::SpeedrunResult result = reader.read(*root);
  if (!reader.ok()) return fail(ErrorCode::Corrupt, "the results are malformed");
  return result;
}

}  // namespace mcs::protocol
