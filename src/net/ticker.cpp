#include "net/ticker.hpp"

#include <utility>

#include "base/assert.hpp"

namespace mcs::net {

Ticker::Ticker(IoThread& thread, std::chrono::milliseconds interval, std::function<void()> tick)
    : interval_(interval),
      tick_(std::move(tick)),
      timer_(std::make_shared<Timer>(thread.context())) {
  MCS_ASSERT(interval_.count() > 0);
  wait();
}

void Ticker::wait() {
  timer_->expires_after(interval_);
  timer_->async_wait([this, alive = std::weak_ptr(timer_)](boost::system::error_code error) {
    if (error || alive.expired()) return;
    tick_();
    wait();
  });
}

}  // namespace mcs::net
