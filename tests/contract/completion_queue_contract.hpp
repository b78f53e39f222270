// What every CompletionQueue must do, whatever it stands on. An adapter joins by instantiating
// CompletionQueueContract with a function that makes its harness.
#pragma once

#include <deque>
#include <functional>
#include <gtest/gtest.h>
#include <memory>
#include <string>
#include <vector>

#include "ports/completion_queue.hpp"
#include "support/event_loop.hpp"

namespace mcs::contract {

// One queue of its own, empty; its construction may wait until the adapter can be used.
class CompletionQueueHarness {
 public:
  // What the queue is to be configured with.
  static constexpr domain::Duration visibility_timeout = std::chrono::seconds{2};
  static constexpr std::uint32_t max_attempts = 3;

  virtual ~CompletionQueueHarness() = default;

  virtual ports::CompletionQueue& queue() = 0;
  // Lets this much of the queue's time go by.
  virtual void let_pass(domain::Duration time) = 0;
  virtual bool durable() const = 0;
  // Replaces queue() by a new one on the same storage.
  virtual void reopen() = 0;
  virtual std::vector<SpeedrunId> dead_letters() = 0;
};

using CompletionQueueFactory = std::function<std::unique_ptr<CompletionQueueHarness>()>;

class CompletionQueueContract : public testing::TestWithParam<CompletionQueueFactory> {
 protected:
  using Jobs = std::vector<ports::CompletionJob>;

  static constexpr domain::Duration past_visibility =
      CompletionQueueHarness::visibility_timeout + std::chrono::seconds{1};

  CompletionQueueHarness& harness() { return *harness_; }
  ports::CompletionQueue& queue() { return harness_->queue(); }
  test::EventLoop& loop() { return loop_; }
  test::EventLoop& another_loop() { return more_loops_.emplace_back(); }

  Result<void> enqueue(SpeedrunId id);
  // What is there now; a queue that is not asked to wait may overlook jobs, so a harness's queue
  // is given a moment when jobs are expected.
  Jobs receive(std::size_t limit = 10);
  Jobs receive_nothing();
  Result<void> remove(const ports::CompletionJob& job);
  Result<void> extend(const ports::CompletionJob& job);
  Result<void> release(const ports::CompletionJob& job, domain::Duration delay = {});
  std::size_t depth();

 private:
  // Adapters end before their callers' event loops.
  std::deque<test::EventLoop> more_loops_;
  test::EventLoop loop_;
  std::unique_ptr<CompletionQueueHarness> harness_ = GetParam()();
};

}  // namespace mcs::contract
