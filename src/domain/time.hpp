// Time inside the speedrun: milliseconds throughout, and only as stamped on inputs.
#pragma once

#include <chrono>
#include <cstdint>

namespace mcs::domain {

using Duration = std::chrono::milliseconds;
using Instant = std::chrono::sys_time<Duration>;

inline std::int64_t epoch_ms(Instant at) {
  return at.time_since_epoch().count();
}
inline Instant from_epoch_ms(std::int64_t ms) {
  return Instant{Duration{ms}};
}
inline std::int64_t epoch_seconds(Instant at) {
  return std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count();
}

}  // namespace mcs::domain
