#include "adapters/system/system_random.hpp"

#include <bit>
#include <gtest/gtest.h>
#include <thread>
#include <unordered_set>
#include <vector>

namespace mcs::system {
namespace {

TEST(SystemRandom, NeverRepeatsItself) {
  SystemRandom first;
  SystemRandom second;
  std::unordered_set<std::uint64_t> seen;
  for (int i = 0; i < 1'000; ++i) {
    EXPECT_TRUE(seen.insert(first.next()).second);
    EXPECT_TRUE(seen.insert(second.next()).second);
  }
}

// 200,000 values: every bit is set in half of them, within eight standard deviations.
TEST(SystemRandom, UsesEveryBit) {
  SystemRandom random;
  constexpr int draws = 200'000;
  std::array<int, 64> set{};
  for (int i = 0; i < draws; ++i) {
    const std::uint64_t value = random.next();
    for (std::size_t bit = 0; bit < set.size(); ++bit) set[bit] += (value >> bit & 1U) != 0 ? 1 : 0;
  }
  for (const int count : set) EXPECT_NEAR(count, draws / 2, 1'800);
}

TEST(SystemRandom, ThreadsNeverGetTheSameValue) {
  SystemRandom random;
  std::vector<std::vector<std::uint64_t>> drawn(4);
  {
    std::vector<std::jthread> threads;
    for (auto& values : drawn)
      threads.emplace_back([&random, &values] {
        for (int i = 0; i < 5'000; ++i) values.push_back(random.next());
      });
  }
  std::unordered_set<std::uint64_t> seen;
  for (const auto& values : drawn)
    for (const auto value : values) EXPECT_TRUE(seen.insert(value).second);
}

}  // namespace
}  // namespace mcs::system
