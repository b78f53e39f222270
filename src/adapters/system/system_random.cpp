#include "adapters/system/system_random.hpp"

#include <sys/random.h>
#include <utility>

#include "base/assert.hpp"

namespace mcs::system {

std::uint64_t SystemRandom::next() {
  const std::lock_guard lock(mutex_);
  if (used_ == buffer_.size()) refill();
  // A value that was handed out does not stay in memory for others to read.
  return std::exchange(buffer_[used_++], 0);
}

void SystemRandom::refill() {
  const auto wanted = static_cast<ssize_t>(sizeof buffer_);
  MCS_ASSERT(getrandom(buffer_.data(), sizeof buffer_, 0) == wanted);
  used_ = 0;
}

}  // namespace mcs::system
