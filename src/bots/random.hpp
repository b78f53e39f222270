// Random numbers that a seed repeats: SplitMix64, small enough for each bot to have its own.
#pragma once

#include <cstdint>

namespace mcs::bots {

class Random {
 public:
  using result_type = std::uint64_t;

  explicit Random(std::uint64_t seed) : state_(seed) {}

  static constexpr result_type min() { return 0; }
  static constexpr result_type max() { return UINT64_MAX; }

  result_type operator()() {
    // https://prng.di.unimi.it/splitmix64.c
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15U);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31);
  }

  // From 0 to less than 1.
  double unit() { return static_cast<double>((*this)() >> 11) * 0x1p-53; }
  // From 0 to less than `bound`, which is small.
  std::uint32_t below(std::uint32_t bound) {
    return static_cast<std::uint32_t>(((*this)() >> 32) * bound >> 32);
  }

 private:
  std::uint64_t state_;
};

}  // namespace mcs::bots
