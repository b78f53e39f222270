#include "domain/standings.hpp"

#include <algorithm>
#include <numeric>

#include "base/assert.hpp"
#include "domain/rules.hpp"

namespace mcs::domain {

void ScoreHistogram::reset(std::uint32_t max_score) {
  levels_.clear();
  for (std::size_t size = std::size_t{max_score} + 1;; size = (size >> radix_bits) + 1) {
    levels_.emplace_back(size);
    if (size <= std::size_t{1} << radix_bits) break;
  }
}

void ScoreHistogram::change(std::uint32_t score, std::int32_t by) {
  for (auto& level : levels_) {
    MCS_ASSERT(score < level.size());
    level[score] += static_cast<std::uint32_t>(by);
    score >>= radix_bits;
  }
}

std::uint32_t ScoreHistogram::count_above(std::uint32_t score) const {
  std::uint32_t count = 0;
  for (std::size_t k = 0; k < levels_.size(); ++k, score >>= radix_bits) {
    const auto& level = levels_[k];
    // The rest of this block of 64; the next level counts the blocks after it.
    const std::size_t block_end = ((score >> radix_bits) + 1ULL) << radix_bits;
    const auto end = static_cast<std::ptrdiff_t>(std::min(level.size(), block_end));
    count = std::accumulate(level.begin() + score + 1, level.begin() + end, count);
  }
  return count;
}

void Standings::start(std::uint32_t max_score) {
  histogram_.reset(max_score);
  for (std::uint32_t i = 0; i < size_; ++i) histogram_.add(0);
}

void Standings::add(SeatIndex seat, std::uint32_t score) {
  histogram_.add(score);
  ++size_;
  offer({score, seat});
}

void Standings::raise(SeatIndex seat, std::uint32_t from, std::uint32_t to) {
  if (from == to) return;
  MCS_ASSERT(from < to);
  histogram_.remove(from);
  histogram_.add(to);
  const Standing before{from, seat};
  if (!best_.empty() && !(best_.back() < before)) {
    const auto place = std::ranges::lower_bound(best_, before, std::less{});
    if (place != best_.end() && *place == before) best_.erase(place);
  }
  offer({to, seat});
}

void Standings::remove(SeatIndex seat, std::uint32_t score, const Enumerate& for_each) {
  histogram_.remove(score);
  --size_;
  const auto place = std::ranges::find(best_, Standing{score, seat});
  if (place == best_.end()) return;
  best_.erase(place);
  if (best_.size() == size_) return;
  best_.clear();
  for_each([this](Standing standing) { offer(standing); });
}

void Standings::offer(Standing standing) {
  if (best_.size() == leaderboard_size) {
    if (!(standing < best_.back())) return;
    best_.pop_back();
  }
  best_.insert(std::ranges::upper_bound(best_, standing, std::less{}), standing);
}

}  // namespace mcs::domain
