#include "domain/tallies.hpp"

#include <algorithm>

#include "base/assert.hpp"
#include "domain/rules.hpp"

namespace mcs::domain {

void QuestionTally::add(TallyKind kind, SeatIndex seat) {
  List& list = lists_[index(kind)];
  ++list.count;
  if (list.first.size() < leaderboard_size) list.first.push_back(seat);
}

void QuestionTally::remove(TallyKind kind, SeatIndex seat) {
  List& list = lists_[index(kind)];
  MCS_ASSERT(list.count > 0);
  --list.count;
  std::erase(list.first, seat);
}

bool QuestionTally::incomplete(TallyKind kind) const {
  const List& list = lists_[index(kind)];
  return list.first.size() < std::min<std::size_t>(list.count, leaderboard_size);
}

void QuestionTally::complete_with(TallyKind kind, SeatIndex seat) {
  List& list = lists_[index(kind)];
  if (incomplete(kind) && std::ranges::find(list.first, seat) == list.first.end())
    list.first.push_back(seat);
}

}  // namespace mcs::domain
