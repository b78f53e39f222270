// Per question: how many were right, wrong or out of time, and who the first ones were.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "base/ids.hpp"
#include "domain/scoring.hpp"
#include "domain/time.hpp"

namespace mcs::domain {

// The protocol tells three kinds apart; a partly right answer is among the incorrect.
enum class TallyKind : std::uint8_t { Correct, Incorrect, TimeExpired };
inline constexpr std::size_t tally_kinds = 3;

constexpr TallyKind tally_kind(Outcome outcome) {
  switch (outcome) {
    case Outcome::Correct: return TallyKind::Correct;
    case Outcome::Partial:
    case Outcome::Incorrect: return TallyKind::Incorrect;
    case Outcome::Timeout: break;
  }
  return TallyKind::TimeExpired;
}

class QuestionTally {
 public:
  std::uint32_t count(TallyKind kind) const { return lists_[index(kind)].count; }
  // The first leaderboard_size of this kind, in the order of the log.
  std::span<const SeatIndex> first(TallyKind kind) const { return lists_[index(kind)].first; }

  void add(TallyKind kind, SeatIndex seat);
  void remove(TallyKind kind, SeatIndex seat);
  // Counts without listing: the list follows through complete_with().
  void count_only(TallyKind kind) { ++lists_[index(kind)].count; }
  // Whether a removal left fewer names than there could be.
  bool incomplete(TallyKind kind) const;
  // Adds a name without counting it again, if there is room and it is not listed yet.
  void complete_with(TallyKind kind, SeatIndex seat);

 private:
  struct List {
    std::uint32_t count = 0;
    std::vector<SeatIndex> first;
  };
  static std::size_t index(TallyKind kind) { return static_cast<std::size_t>(kind); }

  std::array<List, tally_kinds> lists_;
};

struct Tallies {
  std::vector<QuestionTally> questions;
  // Answers given in time and their credited durations; timeouts are in neither.
  std::uint64_t answer_count = 0;
  Duration answer_time{0};
};

}  // namespace mcs::domain
