#include "support/settable_clock.hpp"

#include <algorithm>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace mcs::test {

namespace asio = boost::asio;

domain::Instant SettableClock::now() const {
  constexpr domain::Instant start{std::chrono::sys_days{std::chrono::year{2030} / 1 / 1}};
  const auto running = std::chrono::steady_clock::now().time_since_epoch();
  return start + std::chrono::floor<domain::Duration>(running) + domain::Duration{ahead_};
}

asio::awaitable<void> SettableClock::sleep_until(domain::Instant at) {
  // Short naps, so that a sleeper notices when the clock was set.
  constexpr domain::Duration nap{5};
  asio::steady_timer timer(co_await asio::this_coro::executor);
  for (auto left = at - now(); left > domain::Duration{0}; left = at - now()) {
    timer.expires_after(std::min(left, nap));
    co_await timer.async_wait(asio::use_awaitable);
  }
}

}  // namespace mcs::test
