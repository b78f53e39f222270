// How often each caller may do something: a steady rate and a burst, by caller.
#pragma once

#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

#include "domain/time.hpp"

namespace mcs::services {

struct Rate {
  double per_second = 1;
  std::uint32_t burst = 1;  // Not 0.
};

// Any thread may use it. Keeps one time a caller (generic cell rate algorithm), and forgets callers
// who have their whole burst again.
class RateLimiter {
 public:
  explicit RateLimiter(Rate rate);

  // Nothing if it is allowed; otherwise how long the caller has to wait.
  std::optional<domain::Duration> refuse(const std::string& caller, domain::Instant now);

 private:
  using Nanoseconds = std::chrono::nanoseconds;
  using Time = std::chrono::sys_time<Nanoseconds>;

  void forget_idle(Time now);

  const Nanoseconds interval_;
  const Nanoseconds tolerance_;
  std::mutex mutex_;
  std::unordered_map<std::string, Time> next_;  // When a caller would be back at an even rate.
  std::size_t forget_at_ = 1'024;
};

}  // namespace mcs::services
