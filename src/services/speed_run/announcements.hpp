// What has to be announced to a room, and when: changes are collected, and told at most so often.
// Pure: knows times, not clocks.
#pragma once

#include <algorithm>
#include <optional>
#include <vector>

#include "base/ids.hpp"
#include "domain/time.hpp"

namespace mcs::services {

// One kind of announcement: at most one an interval, and always one more after the last change.
class Cadence {
 public:
  static constexpr domain::Duration shortest{100};
  static constexpr domain::Duration longest{5'000};

  void mark() { changed_ = true; }
  // Whether it is to be told now; the change is then taken as told.
  bool take(domain::Instant now) {
    if (!changed_ || now < not_before_) return false;
    told(now);
    return true;
  }
  // It was told, whatever was due.
  void told(domain::Instant now) {
    changed_ = false;
    not_before_ = now + interval_;
  }
  std::optional<domain::Instant> due() const {
    if (!changed_) return std::nullopt;
    return not_before_;
  }
  // Telling costs something: the interval grows so that it takes at most the share meant for it.
  void set_interval(domain::Duration interval) {
    interval_ = std::clamp(interval, shortest, longest);
  }

 private:
  bool changed_ = false;
  domain::Duration interval_ = shortest;
  domain::Instant not_before_;
};

// Seats that changed since they were last told to hosts; each at most once.
class ChangedSeats {
 public:
  void mark(SeatIndex seat) {
    if (seat.value >= marked_.size()) marked_.resize(std::size_t{seat.value} + 1);
    if (marked_[seat.value]) return;
    marked_[seat.value] = true;
    order_.push_back(seat);
  }
  bool empty() const { return order_.empty(); }
  // The longest waiting ones, at most `limit`.
  std::vector<SeatIndex> take(std::size_t limit) {
    const auto count = static_cast<std::ptrdiff_t>(std::min(limit, order_.size()));
    std::vector<SeatIndex> taken(order_.begin(), order_.begin() + count);
    order_.erase(order_.begin(), order_.begin() + count);
    for (const SeatIndex seat : taken) marked_[seat.value] = false;
    return taken;
  }
  void clear() {
    order_.clear();
    marked_.clear();
  }

 private:
  std::vector<SeatIndex> order_;
  std::vector<bool> marked_;
};

}  // namespace mcs::services
