#include "adapters/system/system_clock.hpp"

#include <boost/asio/cancellation_signal.hpp>
#include <gtest/gtest.h>

#include "support/event_loop.hpp"

namespace mcs::system {
namespace {

TEST(SystemClock, TellsTheWallTime) {
  const SystemClock clock;
  const auto before = std::chrono::floor<domain::Duration>(std::chrono::system_clock::now());
  EXPECT_LE(std::chrono::abs(clock.now() - before), std::chrono::seconds{5});
}

TEST(SystemClock, NeverGoesBackwards) {
  const SystemClock clock;
  auto last = clock.now();
  for (int i = 0; i < 10'000; ++i) {
    const auto now = clock.now();
    ASSERT_GE(now, last);
    last = now;
  }
}

boost::asio::awaitable<domain::Instant> sleep_then_look(SystemClock& clock, domain::Instant at) {
  co_await clock.sleep_until(at);
  co_return clock.now();
}

TEST(SystemClock, SleepsUntilTheMomentHasCome) {
  SystemClock clock;
  test::EventLoop loop;
  for (int i = 0; i < 20; ++i) {
    const auto at = clock.now() + domain::Duration{i % 4};
    EXPECT_GE(loop.run(sleep_then_look(clock, at)), at);
  }
}

TEST(SystemClock, SleepingUntilThePastEndsAtOnce) {
  SystemClock clock;
  test::EventLoop loop;
  const auto past = clock.now() - std::chrono::hours{1};
  EXPECT_GE(loop.run(sleep_then_look(clock, past)), past);
  constexpr auto at_once = domain::Instant::min();
  EXPECT_GE(loop.run(sleep_then_look(clock, at_once)), past);
}

}  // namespace
}  // namespace mcs::system
