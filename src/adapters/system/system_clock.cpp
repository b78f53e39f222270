#include "adapters/system/system_clock.hpp"

#include <algorithm>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace mcs::system {

namespace asio = boost::asio;

SystemClock::SystemClock()
    : started_(std::chrono::steady_clock::now()),
      wall_at_start_(std::chrono::system_clock::now()) {}

domain::Instant SystemClock::now() const {
  const auto elapsed = std::chrono::steady_clock::now() - started_;
  return std::chrono::floor<domain::Duration>(
      wall_at_start_ + std::chrono::floor<std::chrono::system_clock::duration>(elapsed));
}

asio::awaitable<void> SystemClock::sleep_until(domain::Instant at) {
  // A moment centuries ahead does not fit into the steady clock's nanoseconds: sleep in stages.
  constexpr domain::Duration longest = std::chrono::hours{24};
  asio::steady_timer timer(co_await asio::this_coro::executor);
  // Compared before it is subtracted: "at once" may be the earliest moment that there is.
  while (now() < at) {
    timer.expires_after(std::clamp(at - now(), domain::Duration{0}, longest));
    co_await timer.async_wait(asio::use_awaitable);
  }
}

}  // namespace mcs::system
