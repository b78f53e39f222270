// Completion jobs in memory: the port's promises but durability. For tests and the simulator.
#pragma once

#include <map>
#include <mutex>

#include "adapters/memory/waiting_room.hpp"
#include "ports/clock.hpp"
#include "ports/completion_queue.hpp"

namespace mcs::memory {

struct CompletionQueueOptions {
  domain::Duration visibility_timeout = std::chrono::seconds{30};
  std::uint32_t max_attempts = 5;
};

// Deterministic: what it does depends on the order of calls and the clock only. Any thread may call
// it. Destroy it before its callers' event loops.
class MemoryCompletionQueue final : public ports::CompletionQueue {
 public:
  explicit MemoryCompletionQueue(ports::Clock& clock, CompletionQueueOptions options = {})
      : clock_(clock), options_(options) {}

  ports::Async<void> enqueue(SpeedrunId speedrun) override;
  ports::Async<std::vector<ports::CompletionJob>> receive(std::size_t limit,
                                                          domain::Duration wait) override;
  ports::Async<void> extend(ports::CompletionJob job) override;
  ports::Async<void> remove(ports::CompletionJob job) override;
  ports::Async<void> release(ports::CompletionJob job, domain::Duration delay) override;
  ports::Async<std::size_t> depth() override;

  // For a test's last look.
  std::vector<SpeedrunId> dead_letters() const;

 private:
  struct Job {
    SpeedrunId speedrun;
    domain::Instant visible_at;
    std::uint32_t attempts = 0;
  };
  using Jobs = std::map<std::uint64_t, Job>;

  // All need the mutex.
  std::vector<ports::CompletionJob> take(std::size_t limit, domain::Instant now);
  domain::Instant next_visible(domain::Instant deadline) const;
  Jobs::iterator delivered(const ports::CompletionJob& job);

  ports::Clock& clock_;
  const CompletionQueueOptions options_;
  mutable std::mutex mutex_;
  Jobs jobs_;  // By the order of arrival.
  std::uint64_t last_id_ = 0;
  std::vector<SpeedrunId> dead_letters_;
  WaitingRoom receivers_;
};

}  // namespace mcs::memory
