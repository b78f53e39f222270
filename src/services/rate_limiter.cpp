#include "services/rate_limiter.hpp"

#include <algorithm>

#include "base/assert.hpp"

namespace mcs::services {

RateLimiter::RateLimiter(Rate rate)
    : interval_(static_cast<Nanoseconds::rep>(1e9 / rate.per_second)),
      tolerance_(interval_ * (rate.burst - 1)) {
  MCS_ASSERT(rate.per_second > 0 && rate.burst > 0);
}

std::optional<domain::Duration> RateLimiter::refuse(const std::string& caller,
                                                    domain::Instant now) {
  const std::lock_guard lock(mutex_);
  if (next_.size() >= forget_at_) forget_idle(now);
  Time& next = next_.try_emplace(caller, now).first->second;
  const Time arrival = std::max(next, Time{now});
  if (arrival - tolerance_ > now)
    return std::chrono::ceil<domain::Duration>(arrival - tolerance_ - now);
  next = arrival + interval_;
  return std::nullopt;
}

void RateLimiter::forget_idle(Time now) {
  std::erase_if(next_, [now](const auto& caller) { return caller.second <= now; });
  forget_at_ = std::max<std::size_t>(1'024, 2 * next_.size());
}

}  // namespace mcs::services
