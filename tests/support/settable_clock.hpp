// A clock that runs like the real one and can be set forward.
#pragma once

#include <atomic>

#include "ports/clock.hpp"

namespace mcs::test {

// Any thread may use it.
class SettableClock final : public ports::Clock {
 public:
  domain::Instant now() const override;
  // Also ends when the clock is set forward past `at`.
  boost::asio::awaitable<void> sleep_until(domain::Instant at) override;

  void advance(domain::Duration by) { ahead_ += by.count(); }

 private:
  std::atomic<domain::Duration::rep> ahead_ = 0;
};

}  // namespace mcs::test
