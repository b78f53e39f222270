#include "services/rate_limiter.hpp"

#include <gtest/gtest.h>

namespace mcs::services {
namespace {

using namespace std::chrono_literals;

const domain::Instant start = domain::from_epoch_ms(1'800'000'000'000);

TEST(RateLimiter, AllowsABurstAndThenTheRate) {
  RateLimiter limiter({.per_second = 2, .burst = 3});
  for (int i = 0; i < 3; ++i) EXPECT_EQ(limiter.refuse("a", start), std::nullopt);
  EXPECT_EQ(limiter.refuse("a", start), 500ms);
  EXPECT_EQ(limiter.refuse("a", start + 499ms), 1ms);
  EXPECT_EQ(limiter.refuse("a", start + 500ms), std::nullopt);
  EXPECT_NE(limiter.refuse("a", start + 500ms), std::nullopt);
}

TEST(RateLimiter, CountsCallersApart) {
  RateLimiter limiter({.per_second = 1, .burst = 1});
  EXPECT_EQ(limiter.refuse("a", start), std::nullopt);
  EXPECT_EQ(limiter.refuse("b", start), std::nullopt);
  EXPECT_NE(limiter.refuse("a", start), std::nullopt);
}

TEST(RateLimiter, ForgettingTheIdleForgetsNobodyElse) {
  RateLimiter limiter({.per_second = 1, .burst = 1});
  EXPECT_EQ(limiter.refuse("busy", start), std::nullopt);
  for (int i = 0; i < 5'000; ++i)
    EXPECT_EQ(limiter.refuse(std::to_string(i), start + domain::Duration{i / 10}), std::nullopt);
  EXPECT_NE(limiter.refuse("busy", start + 999ms), std::nullopt);
}

}  // namespace
}  // namespace mcs::services
