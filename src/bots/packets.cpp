#include "bots/packets.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "protocol/json_writer.hpp"
#include "protocol/wire_names.hpp"

namespace mcs::bots {

namespace {

std::optional<std::uint32_t> number(JsonView value) {
  const auto integer = value.integer();
  if (!integer || *integer < 0 || *integer > UINT32_MAX) return std::nullopt;
  return static_cast<std::uint32_t>(*integer);
}

std::optional<domain::OptionSet> option_set(JsonView value) {
  if (!value) return std::nullopt;
  domain::OptionSet options;
  bool valid = true;
  value.each([&](JsonView element) {
    const auto option = number(element);
    valid = valid && option && options.insert(*option);
  });
  if (!valid) return std::nullopt;
  return options;
}

std::optional<domain::Outcome> outcome(JsonView value) {
  const auto found = std::ranges::find(protocol::outcome_names, value.text());
  if (found == protocol::outcome_names.end()) return std::nullopt;
  return static_cast<domain::Outcome>(found - protocol::outcome_names.begin());
}

}  // namespace

std::optional<SessionState> read_session_state(JsonView payload) {
  const std::string_view phase = payload["phase"].text();
  if (phase.empty()) return std::nullopt;
  SessionState state;
  state.finished = phase == "finished";
  state.seated = static_cast<bool>(payload["name"]);
  if (phase != "lobby") {
    const auto duration = number(payload["questionDuration"]);
    const auto questions = number(payload["numberOfQuestions"]);
    if (!duration || !questions) return std::nullopt;
    state.question_duration = std::chrono::seconds{*duration};
    state.questions = *questions;
  }
  if (state.seated) {
    const auto next = number(payload["nextQuestionIndex"]);
    const auto score = number(payload["score"]);
    if (!next || !score) return std::nullopt;
    state.next_question = *next;
    state.score = *score;
  }
  return state;
}

std::optional<Question> read_question(JsonView payload) {
  const auto index = number(payload["questionIndex"]);
  const auto to_select = number(payload["numberOfOptionsToSelect"]);
  std::uint32_t options = 0;
  payload["options"].each([&](JsonView) { ++options; });
  if (!index || !to_select || *to_select == 0 || *to_select > options ||
      options > domain::max_options)
    return std::nullopt;
  return Question{.index = *index, .options = options, .to_select = *to_select};
}

std::optional<AnswerResult> read_answer_result(JsonView payload) {
  const auto question = number(payload["questionIndex"]);
  const auto judged = outcome(payload["outcome"]);
  const auto correct = option_set(payload["correctOptions"]);
  const auto duration = number(payload["durationMs"]);
  const auto awarded = number(payload["scoreAwarded"]);
  const auto score = number(payload["score"]);
  const auto rank = number(payload["rank"]);
  const auto participants = number(payload["totalParticipants"]);
  if (!question || !judged || !correct || !duration || !awarded || !score || !rank || !participants)
    return std::nullopt;
  return AnswerResult{.question = *question,
                      .outcome = *judged,
                      .correct = *correct,
                      .credited = domain::Duration{*duration},
                      .awarded = *awarded,
                      .score = *score,
                      .rank = *rank,
                      .participants = *participants};
}

std::optional<std::vector<domain::OptionSet>> read_own_options(JsonView payload) {
  std::vector<domain::OptionSet> chosen;
  bool valid = static_cast<bool>(payload["questions"]);
  payload["questions"].each([&](JsonView question) {
    const auto options = option_set(question["participantOptions"]);
    valid = valid && options.has_value();
    if (valid) chosen.push_back(*options);
  });
  if (!valid) return std::nullopt;
  return chosen;
}

bool is_ordered_leaderboard(JsonView payload) {
  std::uint32_t last = UINT32_MAX;
  std::size_t lines = 0;
  bool ordered = static_cast<bool>(payload["leaderboard"]);
  payload["leaderboard"].each([&](JsonView line) {
    const auto score = number(line["score"]);
    ordered = ordered && score && *score <= last && ++lines <= domain::leaderboard_size;
    last = score.value_or(0);
  });
  return ordered;
}

std::string write_name(std::string_view name) {
  std::string text = R"({"type":"PARTICIPANT-CONFIG","payload":{"name":)";
  protocol::append_json_string(text, name);
  return text += "}}";
}

std::string write_question_request(std::uint32_t question) {
  return fmt::format(
      R"({{"type":"REQUEST-PARTICIPANT-QUESTION","payload":{{"questionIndex":{}}}}})", question);
}

std::string write_answer(std::uint32_t question, domain::OptionSet selected,
                         domain::Duration duration) {
  std::string options;
  protocol::JsonWriter(options).value(selected);
  return fmt::format(
      R"({{"type":"PARTICIPANT-ANSWER","payload":{{"questionIndex":{},"selectedOptionIndexes":{},"answerDuration":{}.{:03}}}}})",
      question, options, duration.count() / 1000, duration.count() % 1000);
}

std::string write_timeout(std::uint32_t question) {
  return fmt::format(R"({{"type":"PARTICIPANT-ANSWER-TIMEOUT","payload":{{"questionIndex":{}}}}})",
                     question);
}

std::string write_start(std::uint32_t questions, std::chrono::seconds question_duration) {
  std::string text;
  protocol::JsonWriter json(text);
  json.begin_object().member("type", "HOST-CONFIG").key("payload").begin_object();
  json.member("quizName", "Bots").member("duration", question_duration.count());
  json.key("categories").begin_array().end_array();
  json.key("selectedQuestionIndexes").begin_array();
  for (std::uint32_t i = 0; i < questions; ++i) json.value(i);
  json.end_array().end_object().end_object();
  return text;
}

}  // namespace mcs::bots
