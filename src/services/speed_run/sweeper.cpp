#include "services/speed_run/sweeper.hpp"

#include <chrono>
#include <utility>

namespace mcs::services {

namespace {

using namespace std::chrono_literals;

// Longer than instances' heartbeat: a speedrun that somebody looks after is never this idle.
constexpr domain::Duration idle = 60s;
constexpr domain::Duration interval = 30s;
constexpr domain::Duration look_again = 10min;
constexpr std::size_t limit = 1'000;

}  // namespace

Sweeper::Sweeper(ports::SpeedrunLog& log, ports::Clock& clock, ports::Journal& journal, Adopt adopt)
    : log_(log), clock_(clock), journal_(journal), adopt_(std::move(adopt)) {}

boost::asio::awaitable<void> Sweeper::run() {
  while (!stopped_) {
    co_await sweep();
    co_await clock_.sleep_until(clock_.now() + interval);
  }
}

boost::asio::awaitable<void> Sweeper::sweep() {
  const domain::Instant now = clock_.now();
  std::erase_if(seen_, [now](const auto& seen) { return seen.second + look_again <= now; });
  const auto idle_ones = co_await log_.unfinished(idle, limit);
  if (!idle_ones) {
    journal_.warning("sweep failed", {{"reason", idle_ones.error().detail}});
    co_return;
  }
  for (const SpeedrunId& id : *idle_ones)
    if (seen_.emplace(id, now).second) adopt_(id);
}

}  // namespace mcs::services
