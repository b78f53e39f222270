// Time that passes only when everything has been done: one queue of what happens when.
#pragma once

#include <boost/asio/io_context.hpp>
#include <functional>
#include <queue>
#include <vector>

#include "ports/clock.hpp"

namespace mcs::simulation {

using domain::Duration;
using domain::Instant;

class Timeline {
 public:
  using Event = std::move_only_function<void()>;

  Instant now() const { return now_; }
  void at(Instant when, Event event);
  void after(Duration delay, Event event) { at(now_ + delay, std::move(event)); }

  boost::asio::io_context& context() { return context_; }

  // Lets time pass until `done`, or nothing is left to happen, or `end` is reached; whether it was
  // `done`.
  bool run(const std::function<bool()>& done, Instant end);

 private:
  struct Entry {
    Instant when;
    std::uint64_t order;  // Among events of the same time, that of their scheduling.
    mutable Event event;

    friend bool operator<(const Entry& a, const Entry& b) {
      return a.when != b.when ? a.when > b.when : a.order > b.order;
    }
  };

  Instant now_ = domain::from_epoch_ms(1'800'000'000'000);
  std::uint64_t next_order_ = 0;
  boost::asio::io_context context_{1};
  std::priority_queue<Entry> events_;  // Holds coroutines of the context: goes before it.
};

// An instance's clock, which is wrong by a constant.
class VirtualClock final : public ports::Clock {
 public:
  VirtualClock(Timeline& timeline, Duration skew) : timeline_(timeline), skew_(skew) {}

  Instant now() const override { return timeline_.now() + skew_; }
  boost::asio::awaitable<void> sleep_until(Instant at) override;

 private:
  Timeline& timeline_;
  const Duration skew_;
};

}  // namespace mcs::simulation
