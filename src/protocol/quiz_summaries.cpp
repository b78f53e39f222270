// The summaries of a quiz, question by question: the host's, and each participant's own.
#include <algorithm>

#include "base/assert.hpp"
#include "protocol/packet_writer.hpp"
#include "protocol/server_packets.hpp"
#include "protocol/wire_names.hpp"

namespace mcs::protocol {

namespace {

using domain::Speedrun;

std::int64_t seconds(domain::Duration duration) {
  return std::chrono::floor<std::chrono::seconds>(std::max(duration, domain::Duration{0})).count();
}

std::int64_t average_ms(domain::Duration sum, std::uint64_t count) {
  return count == 0 ? 0 : sum.count() / static_cast<std::int64_t>(count);
}

// An object's beginning: the members that are the same for everybody.
void write_question_summary(JsonWriter& json, const Speedrun& speedrun,
                            const domain::QuestionSet& question_set, std::size_t question) {
  const domain::AnswerKey& key = speedrun.settings().selection[question];
  const domain::QuestionTally& tally = speedrun.tallies().questions[question];
  MCS_ASSERT(key.source_index < question_set.size());
  const domain::Question& text = question_set[key.source_index];
  json.begin_object()
      .member("question", text.text)
      .member("options", text.options)
      .member("correctOptions", key.correct);
  for (const TallyNames& names : tally_names) {
    json.key(names.list).begin_array();
    for (const SeatIndex seat : tally.first(names.kind)) {
      json.begin_object();
      write_identity(json, speedrun.seats(), seat);
      json.end_object();
    }
    json.end_array().member(names.count, tally.count(names.kind));
  }
}

std::size_t expected_size(const domain::Tallies& tallies) {
  std::size_t size = 256;
  for (const domain::QuestionTally& tally : tallies.questions) {
    size += 512;
    for (const TallyNames& names : tally_names)
      size += identity_size * tally.first(names.kind).size();
  }
  return size;
}

domain::Duration time_played(const Speedrun& speedrun, const domain::Seat& seat) {
  if (!seat.begun) return domain::Duration{0};
  const domain::Duration begun{seat.begun_ms};
  const domain::Duration ended = seat.finished ? domain::Duration{seat.finished_ms}
                                               : speedrun.finished_at() - speedrun.started_at();
  return ended - begun;
}

}  // namespace

std::string notify_host_quiz_summary(const Speedrun& speedrun,
                                     const domain::QuestionSet& question_set, domain::Instant now) {
  const domain::Tallies& tallies = speedrun.tallies();
  domain::Duration elapsed{0};
  if (speedrun.phase() == domain::Phase::Running) elapsed = now - speedrun.started_at();
  if (speedrun.phase() == domain::Phase::Finished)
    elapsed = speedrun.finished_at() - speedrun.started_at();

  PacketWriter packet("NOTIFY-HOST-QUIZ-SUMMARY", expected_size(tallies));
  JsonWriter& json = packet.payload();
  json.member("totalTimeElapsed", seconds(elapsed))
      .member("avgAnswerTime", average_ms(tallies.answer_time, tallies.answer_count))
      .key("questions")
      .begin_array();
  for (std::size_t q = 0; q < speedrun.question_count(); ++q) {
    write_question_summary(json, speedrun, question_set, q);
    json.end_object();
  }
  json.end_array();
  return std::move(packet).finish();
}

ParticipantSummaries::ParticipantSummaries(const Speedrun& speedrun,
                                           const domain::QuestionSet& question_set) {
  questions_.reserve(speedrun.question_count());
  for (std::size_t q = 0; q < speedrun.question_count(); ++q) {
    JsonWriter json(questions_.emplace_back());
    write_question_summary(json, speedrun, question_set, q);
  }
}

std::string ParticipantSummaries::packet(const Speedrun& speedrun, SeatIndex index) const {
  const domain::Seat& seat = speedrun.seats()[index];
  domain::Duration answer_time{0};
  std::uint64_t answer_count = 0;
  std::vector<domain::OptionSet> chosen(questions_.size());
  for (std::uint16_t q = 0; q < seat.answered_count; ++q) {
    const domain::JudgedAnswer judged = speedrun.judged(index, {q});
    chosen[q] = judged.selected;
    if (judged.outcome == domain::Outcome::Timeout) continue;
    answer_time += judged.credited;
    ++answer_count;
  }

  std::size_t size = 256;
  for (const std::string& question : questions_) size += question.size() + 64;
  PacketWriter packet("NOTIFY-PARTICIPANT-QUIZ-SUMMARY", size);
  JsonWriter& json = packet.payload();
  json.member("totalTimeElapsed", seconds(time_played(speedrun, seat)))
      .member("avgAnswerTime", average_ms(answer_time, answer_count))
      .member("score", seat.score)
      .member("rank", speedrun.rank(index))
      .member("totalParticipants", speedrun.participant_count())
      .key("questions")
      .begin_array();
  for (std::size_t q = 0; q < questions_.size(); ++q)
    json.raw(questions_[q]).member("participantOptions", chosen[q]).end_object();
  json.end_array();
  return std::move(packet).finish();
}

}  // namespace mcs::protocol
