// Extra time: a participant's clock that runs slower. What it takes is divided by the factor before
// it counts, so that all answers are judged on one scale: neither an advantage nor a disadvantage.
#pragma once

#include <cstdint>

#include "domain/time.hpp"

namespace mcs::domain {

struct ExtraTime {
  std::uint8_t percent = 0;  // At most max_extra_time_percent.

  // How long a question lasts by everybody's clock.
  constexpr Duration lengthen(Duration duration) const {
    if (percent == 0) return duration;
    return Duration{duration.count() * (100 + percent) / 100};
  }
  // What counts of a duration that it took, in whole milliseconds.
  constexpr Duration counted(Duration taken) const {
    if (percent == 0) return taken;
    return Duration{taken.count() * 100 / (100 + percent)};
  }

  friend bool operator==(ExtraTime, ExtraTime) = default;
};

inline constexpr std::uint8_t max_extra_time_percent = 200;

}  // namespace mcs::domain
