// Randomness that nobody can predict, from the operating system.
#pragma once

#include <array>
#include <mutex>

#include "ports/random.hpp"

namespace mcs::system {

// Fetches a buffer at a time, because a system call for each value would cost more than the value.
// Any thread may use it.
class SystemRandom final : public ports::Random {
 public:
  std::uint64_t next() override;

 private:
  void refill();

  std::mutex mutex_;
  std::array<std::uint64_t, 32> buffer_{};  // getrandom() gives up to 256 bytes uninterrupted.
  std::size_t used_ = buffer_.size();
};

}  // namespace mcs::system
