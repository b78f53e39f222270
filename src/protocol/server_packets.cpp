#include "protocol/server_packets.hpp"

#include <algorithm>

#include "base/assert.hpp"
#include "base/utf8.hpp"
#include "protocol/packet_writer.hpp"
#include "protocol/question_set_json.hpp"
#include "protocol/wire_names.hpp"

namespace mcs::protocol {

namespace {

using domain::Speedrun;

constexpr std::size_t participant_state_size = identity_size + 96;

// On the wire a question's duration is whole seconds, which HOST-CONFIG's is.
std::int64_t whole_seconds(domain::Duration duration) {
  return std::chrono::duration_cast<std::chrono::seconds>(duration).count();
}

void write_start(JsonWriter& json, const Speedrun& speedrun) {
  json.member("startTimeEpochSecs", domain::epoch_seconds(speedrun.started_at()))
      .member("questionDuration", whole_seconds(speedrun.settings().question_duration))
      .member("numberOfQuestions", speedrun.question_count());
}

// For the participant itself and for hosts: nobody else is told.
void write_extra_time(JsonWriter& json, const domain::Seat& seat) {
  if (seat.extra_time.percent > 0) json.member("extraTimePercent", seat.extra_time.percent);
}

void write_participant_state(JsonWriter& json, const Speedrun& speedrun, SeatIndex index) {
  const domain::Seat& seat = speedrun.seats()[index];
  json.begin_object();
  write_identity(json, speedrun.seats(), index);
  json.member("score", seat.score)
      .member("nextQuestionIndex", seat.answered_count)
      .member("connected", seat.present())
      .member("finished", seat.finished)
      .member("removed", seat.removed);
  write_extra_time(json, seat);
  json.end_object();
}

void write_totals(JsonWriter& json, const Speedrun& speedrun) {
  json.member("totalParticipants", speedrun.participant_count())
      .member("totalFinishedParticipants", speedrun.finished_count());
}

void write_own_seat(JsonWriter& json, const Speedrun& speedrun, SeatIndex index) {
  const domain::Seat& seat = speedrun.seats()[index];
  json.member("name", speedrun.seats().name(index))
      .member("nextQuestionIndex", seat.answered_count)
      .member("score", seat.score)
      .member("rank", speedrun.rank(index));
  write_extra_time(json, seat);
}

void write_first_participants(JsonWriter& json, const Speedrun& speedrun) {
  json.key("participants").begin_array();
  const domain::SeatTable& seats = speedrun.seats();
  std::uint32_t listed = 0;
  for (std::uint32_t i = 0; i < seats.size() && listed < session_state_participants; ++i) {
    if (seats[{i}].removed) continue;
    write_participant_state(json, speedrun, {i});
    ++listed;
  }
  json.end_array();
}

// The best of a million are scattered in memory: waiting for all at once is a third of the time
// that waiting for one after the other takes.
void fetch(const domain::SeatTable& seats, std::span<const domain::Standing> standings) {
  for (const domain::Standing& standing : standings) __builtin_prefetch(&seats[standing.seat]);
  for (const domain::Standing& standing : standings)
    __builtin_prefetch(seats.name(standing.seat).data());
}

}  // namespace

std::string session_state(const Speedrun& speedrun, const Viewer& viewer, domain::Instant now) {
  const bool host = viewer.role == Role::Host;
  const std::size_t listed =
      host ? std::min(speedrun.participant_count(), session_state_participants) : 0;
  PacketWriter packet("SESSION-STATE", 512 + listed * participant_state_size);
  JsonWriter& json = packet.payload();
  json.member("role", host ? "host" : "participant")
      .member("phase", wire_name(speedrun.phase()))
      .member("serverTimeEpochMs", domain::epoch_ms(now))
      .member("lobbyLocked", speedrun.lobby_locked());
  if (speedrun.phase() != domain::Phase::Lobby) {
    json.member("quizName", speedrun.settings().quiz_name);
    write_start(json, speedrun);
  }
  write_totals(json, speedrun);
  if (viewer.user) json.member("userId", *viewer.user);
  if (viewer.seat) write_own_seat(json, speedrun, *viewer.seat);
  if (host) {
    json.member("questionSetUploaded", speedrun.question_set().has_value());
    write_first_participants(json, speedrun);
  }
  return std::move(packet).finish();
}

std::string leaderboard(const Speedrun& speedrun) {
  const auto best = speedrun.standings().best();
  fetch(speedrun.seats(), best);
  PacketWriter packet("LEADERBOARD", 128 + best.size() * (identity_size + 16));
  JsonWriter& json = packet.payload();
  json.key("leaderboard").begin_array();
  for (const domain::Standing& standing : best) {
    json.begin_object();
    write_identity(json, speedrun.seats(), standing.seat);
    json.member("score", standing.score).end_object();
  }
  json.end_array()
      .member("totalParticipants", speedrun.participant_count())
      .member("truncated", speedrun.participant_count() > best.size());
  return std::move(packet).finish();
}

std::string response_host_questions(const domain::QuestionSet& question_set) {
  const Bytes questions = write_question_set(question_set);
  PacketWriter packet("RESPONSE-HOST-QUESTIONS", 128 + questions.size());
  packet.payload().key("questions").raw(questions);
  return std::move(packet).finish();
}

std::string broadcast_start(const Speedrun& speedrun) {
  PacketWriter packet("BROADCAST-START");
  write_start(packet.payload(), speedrun);
  packet.payload().member("quizName", speedrun.settings().quiz_name);
  return std::move(packet).finish();
}

std::string response_participant_question(const Speedrun& speedrun,
                                          const domain::QuestionSet& question_set,
                                          QuestionIndex question, domain::Duration remaining,
                                          domain::Duration time_limit) {
  const domain::AnswerKey& key = speedrun.settings().selection[question.value];
  MCS_ASSERT(key.source_index < question_set.size());
  const domain::Question& text = question_set[key.source_index];
  PacketWriter packet("RESPONSE-PARTICIPANT-QUESTION", 1024);
  JsonWriter& json = packet.payload();
  json.member("questionIndex", question.value)
      .member("question", text.text)
      .member("options", text.options)
      .member("numberOfOptionsToSelect", key.correct.size())
      .member("remainingMs", std::max(remaining, domain::Duration{0}).count());
  // Who has no extra time knows the limit: all of them get the same bytes.
  if (time_limit != speedrun.settings().question_duration)
    json.member("timeLimitMs", time_limit.count());
  return std::move(packet).finish();
}

std::string answer_result(const Speedrun& speedrun, SeatIndex seat, QuestionIndex question) {
  const domain::JudgedAnswer judged = speedrun.judged(seat, question);
  PacketWriter packet("ANSWER-RESULT", 320);
  packet.payload()
      .member("questionIndex", question.value)
      .member("outcome", wire_name(judged.outcome))
      .member("correctOptions", speedrun.settings().selection[question.value].correct)
      .member("durationMs", judged.credited.count())
      .member("scoreAwarded", judged.score)
      .member("score", speedrun.score_after(seat, question))
      .member("rank", speedrun.rank(seat))
      .member("totalParticipants", speedrun.participant_count());
  return std::move(packet).finish();
}

std::string notify_host_participants(const Speedrun& speedrun, std::span<const SeatIndex> seats) {
  PacketWriter packet("NOTIFY-HOST-PARTICIPANTS", 192 + seats.size() * participant_state_size);
  JsonWriter& json = packet.payload();
  json.key("participants").begin_array();
  for (const SeatIndex seat : seats) write_participant_state(json, speedrun, seat);
  json.end_array();
  write_totals(json, speedrun);
  return std::move(packet).finish();
}

std::string broadcast_participant_finished(const Speedrun& speedrun) {
  PacketWriter packet("BROADCAST-PARTICIPANT-FINISHED");
  packet.payload().member("totalFinishedParticipants", speedrun.finished_count());
  return std::move(packet).finish();
}

std::string broadcast_quiz_finished() {
  return PacketWriter("BROADCAST-QUIZ-FINISHED").finish();
}

std::string service_state(bool available) {
  PacketWriter packet("SERVICE-STATE");
  packet.payload().member("available", available);
  return std::move(packet).finish();
}

std::string error(const Error& error, std::string_view about) {
  const ErrorFacts& told = facts(error.code);
  // Details may quote what a client sent; a frame that is not UTF-8 would end the connection.
  const bool presentable = !error.detail.empty() && is_valid_utf8(error.detail);
  PacketWriter packet("ERROR");
  JsonWriter& json = packet.payload();
  json.member("code", told.name)
      .member("message", presentable ? std::string_view(error.detail) : told.title)
      .member("retryable", told.retryable);
  if (!about.empty()) json.member("about", about);
  return std::move(packet).finish();
}

}  // namespace mcs::protocol
