// Who is ahead: rank by a histogram over scores, and the best hundred kept in order. No sorting,
// however many participants there are.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "base/ids.hpp"

namespace mcs::domain {

// Counts of participants per score in a tree of radix 64: a change touches one counter a level, a
// rank reads at most 64 counters a level.
class ScoreHistogram {
 public:
  // Scores from 0 to `max_score`; empties the histogram.
  void reset(std::uint32_t max_score);
  void add(std::uint32_t score) { change(score, +1); }
  void remove(std::uint32_t score) { change(score, -1); }
  std::uint32_t count_above(std::uint32_t score) const;

 private:
  static constexpr unsigned radix_bits = 6;
  void change(std::uint32_t score, std::int32_t by);

  std::vector<std::vector<std::uint32_t>> levels_;  // levels_[k][i]: scores with score >> 6k == i.
};

struct Standing {
  std::uint32_t score;
  SeatIndex seat;

  // Best first; among equals, who took the seat first.
  friend bool operator<(const Standing& a, const Standing& b) {
    return a.score != b.score ? a.score > b.score : a.seat < b.seat;
  }
  friend bool operator==(const Standing&, const Standing&) = default;
};

class Standings {
 public:
  Standings() { histogram_.reset(0); }

  // Fixes the range of scores. All seats added so far have score 0.
  void start(std::uint32_t max_score);
  void add(SeatIndex seat, std::uint32_t score = 0);
  // Scores only grow.
  void raise(SeatIndex seat, std::uint32_t from, std::uint32_t to);
  // `for_each` calls back with every remaining Standing; used to refill the best.
  using Enumerate = std::function<void(const std::function<void(Standing)>&)>;
  void remove(SeatIndex seat, std::uint32_t score, const Enumerate& for_each);

  // 1 for the best; equals share a rank.
  std::uint32_t rank(std::uint32_t score) const { return 1 + histogram_.count_above(score); }
  // At most leaderboard_size, in order.
  std::span<const Standing> best() const { return best_; }
  std::uint32_t size() const { return size_; }

 private:
  void offer(Standing standing);

  ScoreHistogram histogram_;
  std::vector<Standing> best_;
  std::uint32_t size_ = 0;
};

}  // namespace mcs::domain
