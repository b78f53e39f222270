#include "ports/random.hpp"

#include "base/assert.hpp"

namespace mcs::ports {

std::uint64_t Random::below(std::uint64_t bound) {
  MCS_ASSERT(bound > 0);
  // Values past the last whole multiple of `bound` would favour the small ones.
  const std::uint64_t excess = (~std::uint64_t{0} % bound + 1) % bound;
  while (true) {
    const std::uint64_t value = next();
    if (value <= ~std::uint64_t{0} - excess) return value % bound;
  }
}

}  // namespace mcs::ports
