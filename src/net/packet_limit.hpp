// A token bucket in one timestamp (the generic cell rate algorithm): so many packets a second, and
// so many at once after a silence.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>

namespace mcs::net {

struct PacketRate {
  std::uint32_t per_second = 20;
  std::uint32_t burst = 40;

  std::chrono::nanoseconds interval() const {
    return std::chrono::nanoseconds{std::chrono::seconds{1}} / per_second;
  }
};

class PacketLimit {
 public:
  using Time = std::chrono::steady_clock::time_point;

  // Whether a packet at `now` is within the rate; one that is not leaves no trace.
  bool admit(Time now, const PacketRate& rate) {
    const Time paid_until = std::max(paid_until_, now) + rate.interval();
    if (paid_until - now > rate.interval() * rate.burst) return false;
    paid_until_ = paid_until;
    return true;
  }

 private:
  Time paid_until_{};  // When the bucket will be full again.
};

}  // namespace mcs::net
