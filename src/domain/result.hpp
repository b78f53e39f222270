// The result of a finished speedrun: everything worth keeping once its log is gone.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "base/access_code.hpp"
#include "base/ids.hpp"
#include "base/result.hpp"
#include "domain/question_set.hpp"
#include "domain/speedrun.hpp"

namespace mcs::domain {

struct QuestionResult {
  Question question;
  std::array<std::uint32_t, tally_kinds> counts{};  // By TallyKind.

  friend bool operator==(const QuestionResult&, const QuestionResult&) = default;
};

struct AnswerResult {
  Outcome outcome;
  OptionSet selected;
  Duration credited;
  Duration credit;
  std::uint32_t score;

  friend bool operator==(const AnswerResult&, const AnswerResult&) = default;
};

struct ParticipantResult {
  UserId user;
  std::string name;
  std::uint32_t rank;
  std::uint32_t score;
  // From the first question served to the last answered; nothing for who did not finish (DNF).
  std::optional<Duration> total_time;
  std::vector<AnswerResult> answers;  // In the order of the selection, as far as it got.

  bool finished() const { return total_time.has_value(); }
  friend bool operator==(const ParticipantResult&, const ParticipantResult&) = default;
};

struct SpeedrunResult {
  SpeedrunId id;
  std::string quiz_name;
  std::vector<std::string> categories;
  Duration question_duration{0};
  Instant started_at;
  Instant finished_at;
  FinishReason reason = FinishReason::Unfinished;
  std::vector<QuestionResult> questions;
  std::vector<ParticipantResult> participants;  // Best first.

  friend bool operator==(const SpeedrunResult&, const SpeedrunResult&) = default;
};

// `speedrun` is finished and `question_set` the one it was started with; ErrorCode::Corrupt if
// the selection does not fit the set.
Result<SpeedrunResult> extract_result(SpeedrunId id, const Speedrun& speedrun,
                                      const QuestionSet& question_set);

}  // namespace mcs::domain
