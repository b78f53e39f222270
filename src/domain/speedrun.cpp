#include "domain/speedrun.hpp"

#include <algorithm>
#include <limits>

#include "base/assert.hpp"

namespace mcs::domain {

JudgedAnswer Speedrun::judged(SeatIndex seat, QuestionIndex question) const {
  const auto records = seats_[seat].records();
  MCS_ASSERT(question.value < records.size());
  const AnswerRecord& record = records[question.value];
  const AnswerKey& key = settings_.selection[question.value];
  const Duration duration = settings_.question_duration;
  // Nothing selected is how a timeout is recorded; an answer always selects something.
  const Outcome outcome = record.selected().empty()
                              ? Outcome::Timeout
                              : judge(key, record.selected(), record.credited(), duration);
  return {.outcome = outcome,
          .selected = record.selected(),
          .credited = record.credited(),
          .credit = record.credit(),
          .score = score(key, record.selected(), record.credited(), duration)};
}

std::uint32_t Speedrun::score_after(SeatIndex seat, QuestionIndex question) const {
  const Seat& it = seats_[seat];
  if (question.value + 1U == it.answered_count) return it.score;
  std::uint32_t sum = 0;
  for (std::uint16_t q = 0; q <= question.value; ++q) sum += judged(seat, {q}).score;
  return sum;
}

Instant Speedrun::opened_at(SeatIndex seat) const {
  MCS_ASSERT(seats_[seat].question_open);
  return started_at_ + Duration{seats_[seat].opened_ms};
}

Duration Speedrun::time_limit(SeatIndex seat) const {
  MCS_ASSERT(seats_[seat].question_open);
  return seats_[seat].open_extra_time.lengthen(settings_.question_duration);
}

bool Speedrun::is_open(const OpenQuestion& question) const {
  const Seat& seat = seats_[question.seat];
  return seat.question_open && seat.next_question() == question.question;
}

Instant Speedrun::deadline() const {
  const auto per_question = settings_.question_duration + deadline_per_question;
  return last_start_ + per_question * static_cast<Duration::rep>(question_count()) + deadline_extra;
}

std::uint32_t Speedrun::since_start(Instant at) const {
  // After 49 days time stands still, with room for what is still due.
  constexpr Duration longest_question =
      ExtraTime{max_extra_time_percent}.lengthen(max_question_duration);
  constexpr Duration::rep limit =
      std::numeric_limits<std::uint32_t>::max() - (longest_question + answer_grace).count();
  return static_cast<std::uint32_t>(
      std::clamp((at - started_at_).count(), Duration::rep{0}, limit));
}

std::optional<Instant> Speedrun::next_due() const {
  if (phase_ != Phase::Running) return std::nullopt;
  Instant due = deadline();
  if (const OpenQuestion* first = open_questions_.first())
    due = std::min(due, started_at_ + Duration{first->due_ms});
  if (present_unfinished_ == 0 && unfinished_count() > 0)
    due = std::min(due, last_departure_ + abandonment);
  for (const InstanceRecord& instance : instances_)
    if (instance.present > 0) due = std::min(due, instance.last_seen + instance_silence);
  return due;
}

void Speedrun::prefetch(const Input& input) const {
  SeatIndex seat;
  if (const auto* answer = std::get_if<AnswerSubmitted>(&input.body))
    seat = answer->seat;
  else if (const auto* served = std::get_if<QuestionServed>(&input.body))
    seat = served->seat;
  else
    return;
  if (seats_.contains(seat)) __builtin_prefetch(&seats_[seat], 1);
}

}  // namespace mcs::domain
