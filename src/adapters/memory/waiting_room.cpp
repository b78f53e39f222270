#include "adapters/memory/waiting_room.hpp"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <optional>

#include "ports/completion.hpp"

namespace mcs::memory {

namespace asio = boost::asio;

// One caller. After construction it is touched on the caller's executor only.
struct WaitingRoom::Waiter {
  explicit Waiter(ports::Completion<void> completion)
      : executor(completion.executor()), done(std::move(completion)) {}

  void resume(Result<void> result = {}) {
    if (!done) return;
    auto completion = std::exchange(done, std::nullopt);
    alarm.emit(asio::cancellation_type::terminal);
    (*completion)(std::move(result));
  }

  const asio::any_io_executor executor;
  std::optional<ports::Completion<void>> done;
  asio::cancellation_signal alarm;  // Stops the coroutine that waits for the deadline.
};

std::uint64_t WaitingRoom::changes() const {
  const std::lock_guard lock(mutex_);
  return changes_;
}

asio::awaitable<void> WaitingRoom::wake_at(ports::Clock& clock, domain::Instant deadline,
                                           std::shared_ptr<Waiter> waiter) {
  co_await clock.sleep_until(deadline);
  waiter->resume();
}

ports::Async<void> WaitingRoom::wait(std::uint64_t seen, ports::Clock& clock,
                                     domain::Instant deadline) {
  return ports::suspend<void>([this, seen, &clock, deadline](ports::Completion<void> done) {
    auto waiter = std::make_shared<Waiter>(std::move(done));
    {
      const std::lock_guard lock(mutex_);
      if (changes_ != seen) return waiter->resume();
      // Those whose deadline has passed are still listed if nothing has changed since.
      std::erase_if(waiters_, [](const auto& other) { return other.expired(); });
      waiters_.push_back(waiter);
    }
    waiter->done->on_cancel([weak = std::weak_ptr(waiter)] {
      if (const auto cancelled = weak.lock())
        cancelled->resume(fail(ErrorCode::Unavailable, "the caller was cancelled"));
    });
    asio::co_spawn(waiter->executor, wake_at(clock, deadline, waiter),
                   asio::bind_cancellation_slot(waiter->alarm.slot(), asio::detached));
  });
}

void WaitingRoom::notify_all() {
  std::vector<std::weak_ptr<Waiter>> waiters;
  {
    const std::lock_guard lock(mutex_);
    ++changes_;
    waiters.swap(waiters_);
  }
  for (const auto& listed : waiters) {
    auto waiter = listed.lock();
    if (!waiter) continue;
    const auto executor = waiter->executor;
    asio::post(executor, [waiter = std::move(waiter)] { waiter->resume(); });
  }
}

}  // namespace mcs::memory
