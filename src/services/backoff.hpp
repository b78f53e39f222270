// How long to wait before trying again: twice as long each time, up to a limit.
#pragma once

#include <algorithm>

#include "domain/time.hpp"

namespace mcs::services {

class Backoff {
 public:
  domain::Duration next() {
    const domain::Duration now = delay_;
    delay_ = std::min(2 * delay_, longest);
    return now;
  }
  void reset() { delay_ = shortest; }

 private:
  static constexpr domain::Duration shortest{50};
  static constexpr domain::Duration longest{2'000};

  domain::Duration delay_ = shortest;
};

}  // namespace mcs::services
