// Randomness: unpredictable in production, where any thread may use it; seeded in the simulator.
#pragma once

#include <cstdint>

namespace mcs::ports {

class Random {
 public:
  virtual ~Random() = default;

  virtual std::uint64_t next() = 0;
  // Uniform in [0, bound); bound is not 0.
  std::uint64_t below(std::uint64_t bound);
};

}  // namespace mcs::ports
