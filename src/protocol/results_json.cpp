#include <chrono>
#include <fmt/format.h>

#include "protocol/json_writer.hpp"
#include "protocol/results.hpp"
#include "protocol/wire_names.hpp"

namespace mcs::protocol {

namespace {

// ISO 8601 in UTC, with milliseconds.
std::string iso_8601(domain::Instant at) {
  const auto day = std::chrono::floor<std::chrono::days>(at);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss time(at - day);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     time.hours().count(), time.minutes().count(), time.seconds().count(),
                     time.subseconds().count());
}

void write_question(JsonWriter& json, const domain::QuestionResult& result) {
  json.begin_object()
      .member("question", result.question.text)
      .member("category", result.question.category)
      .member("options", result.question.options)
      .member("answers", result.question.answers);
  for (const TallyNames& names : tally_names)
    json.member(names.count, result.counts[static_cast<std::size_t>(names.kind)]);
  json.end_object();
}

void write_participant(JsonWriter& json, const domain::ParticipantResult& participant) {
  json.begin_object()
      .member("rank", participant.rank)
      .member("name", participant.name)
      .member("userId", participant.user)
      .member("score", participant.score)
      .member("status", participant.finished() ? "finished" : "dnf");
  if (participant.total_time) json.member("totalTimeMs", participant.total_time->count());
  json.key("answers").begin_array();
  for (const domain::AnswerResult& answer : participant.answers)
    json.begin_object()
        .member("outcome", wire_name(answer.outcome))
        .member("selectedOptions", answer.selected)
        .member("durationMs", answer.credited.count())
        .member("creditMs", answer.credit.count())
        .member("score", answer.score)
        .end_object();
  json.end_array().end_object();
}

}  // namespace

// The participants come last: a reader may stream them.
std::string results_json(const domain::SpeedrunResult& result) {
  std::string text;
  JsonWriter json(text);
  json.begin_object()
      .member("quizId", result.id.text())
      .member("quizName", result.quiz_name)
      .member("categories", result.categories)
      .member("questionDurationMs", result.question_duration.count())
      .member("startTime", iso_8601(result.started_at))
      .member("startTimeEpochMs", domain::epoch_ms(result.started_at))
      .member("finishTime", iso_8601(result.finished_at))
      .member("finishTimeEpochMs", domain::epoch_ms(result.finished_at))
      .member("finishReason", wire_name(result.reason));
  json.key("questions").begin_array();
  for (const domain::QuestionResult& question : result.questions) write_question(json, question);
  json.end_array().key("participants").begin_array();
  for (const domain::ParticipantResult& participant : result.participants)
    write_participant(json, participant);
  json.end_array().end_object();
  return text;
}

}  // namespace mcs::protocol
