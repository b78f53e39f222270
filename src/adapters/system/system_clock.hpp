// The machine's time. Setting the machine's clock while the process runs does not change it.
#pragma once

#include <chrono>

#include "ports/clock.hpp"

namespace mcs::system {

// Wall time as of construction, counted on by the steady clock: it never goes backwards, at the
// price of keeping the wall clock's error at start-up. Any thread may use it.
class SystemClock final : public ports::Clock {
 public:
  SystemClock();

  domain::Instant now() const override;
  boost::asio::awaitable<void> sleep_until(domain::Instant at) override;

 private:
  std::chrono::steady_clock::time_point started_;
  std::chrono::system_clock::time_point wall_at_start_;
};

}  // namespace mcs::system
