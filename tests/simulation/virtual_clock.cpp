#include "virtual_clock.hpp"

#include <algorithm>
#include <utility>

#include "ports/completion.hpp"

namespace mcs::simulation {

void Timeline::at(Instant when, Event event) {
  events_.push({std::max(when, now_), next_order_++, std::move(event)});
}

bool Timeline::run(const std::function<bool()>& done, Instant end) {
  while (true) {
    context_.restart();
    context_.poll();
    if (done()) return true;
    if (events_.empty() || events_.top().when > end) return false;
    now_ = events_.top().when;
    Event event = std::move(events_.top().event);
    events_.pop();
    event();
  }
}

namespace {

struct WakeAt {
  Timeline& timeline;
  Instant when;

  void operator()(ports::Completion<void> completion) const {
    timeline.at(when, [completion = std::move(completion)]() mutable { completion({}); });
  }
};

}  // namespace

boost::asio::awaitable<void> VirtualClock::sleep_until(Instant at) {
  // Before all time is now, also for a clock that is wrong.
  const Instant when = at == Instant::min() ? at : at - skew_;
  co_await ports::suspend<void>(WakeAt{timeline_, when});
}

}  // namespace mcs::simulation
