// Where callers wait until something changes or a moment comes, by the injected clock.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

#include "ports/async.hpp"
#include "ports/clock.hpp"

namespace mcs::memory {

// Any thread may notify; a waiting caller's executor must run it on one thread at a time.
class WaitingRoom {
 public:
  // How often notify_all() was called. A caller that looks at this before it looks at what it waits
  // for cannot miss a change in between.
  std::uint64_t changes() const;

  // Resumes on the caller's executor as soon as changes() is no longer `seen`, or at `deadline`.
  // Unavailable if the caller is cancelled.
  ports::Async<void> wait(std::uint64_t seen, ports::Clock& clock, domain::Instant deadline);

  void notify_all();

 private:
  struct Waiter;

  static boost::asio::awaitable<void> wake_at(ports::Clock& clock, domain::Instant deadline,
                                              std::shared_ptr<Waiter> waiter);

  mutable std::mutex mutex_;
  std::uint64_t changes_ = 0;
  // Each is kept by the coroutine that wakes it at its deadline. It holds its caller, who may hold
  // this room.
  std::vector<std::weak_ptr<Waiter>> waiters_;
};

}  // namespace mcs::memory
