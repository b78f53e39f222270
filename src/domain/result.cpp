#include "domain/result.hpp"

#include <algorithm>

#include "base/assert.hpp"

namespace mcs::domain {

namespace {

ParticipantResult participant_result(const Speedrun& speedrun, SeatIndex index) {
  const Seat& seat = speedrun.seats()[index];
  ParticipantResult result{.user = seat.user,
                           .name = std::string(speedrun.seats().name(index)),
                           .rank = speedrun.rank(index),
                           .score = seat.score,
                           .total_time = std::nullopt,
                           .answers = {}};
  if (seat.finished) result.total_time = Duration{seat.finished_ms - seat.begun_ms};
  result.answers.reserve(seat.answered_count);
  for (std::uint16_t q = 0; q < seat.answered_count; ++q) {
    const JudgedAnswer judged = speedrun.judged(index, {q});
    result.answers.push_back({.outcome = judged.outcome,
                              .selected = judged.selected,
                              .credited = judged.credited,
                              .credit = judged.credit,
                              .score = judged.score});
  }
  return result;
}

}  // namespace

Result<SpeedrunResult> extract_result(SpeedrunId id, const Speedrun& speedrun,
                                      const QuestionSet& question_set) {
  MCS_ASSERT(speedrun.phase() == Phase::Finished);
  const Settings& settings = speedrun.settings();
  SpeedrunResult result{.id = id,
                        .quiz_name = settings.quiz_name,
                        .categories = settings.categories,
                        .question_duration = settings.question_duration,
                        .started_at = speedrun.started_at(),
                        .finished_at = speedrun.finished_at(),
                        .reason = speedrun.finish_reason(),
                        .questions = {},
                        .participants = {}};

  for (std::size_t q = 0; q < settings.selection.size(); ++q) {
    const std::size_t source = settings.selection[q].source_index;
    if (source >= question_set.size())
      return fail(ErrorCode::Corrupt, "the selection names questions that the set does not have");
    QuestionResult question{.question = question_set[source]};
    for (const auto kind : {TallyKind::Correct, TallyKind::Incorrect, TallyKind::TimeExpired})
      question.counts[static_cast<std::size_t>(kind)] = speedrun.tallies().questions[q].count(kind);
    result.questions.push_back(std::move(question));
  }

  for (std::uint32_t i = 0; i < speedrun.seats().size(); ++i)
    if (!speedrun.seats()[{i}].removed)
      result.participants.push_back(participant_result(speedrun, {i}));
  std::ranges::stable_sort(result.participants, std::greater{}, &ParticipantResult::score);
  return result;
}

}  // namespace mcs::domain
