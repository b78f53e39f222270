// Requests on their way to the writer's thread, which takes all of them at once, at a measured
// pace.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <vector>

#include "adapters/sqlite/write_request.hpp"

namespace mcs::sqlite {

class WriteQueue {
 public:
  using SteadyTime = std::chrono::steady_clock::time_point;

  // Requests are handed out at most once per `interval`.
  explicit WriteQueue(std::chrono::microseconds interval) : interval_(interval) {}

  // --- For any thread ---

  // False, and the request is untouched, if the queue is closed.
  bool push(WriteRequest& request);
  // The writer shall be back from next() at this time.
  void wake_by(SteadyTime at);
  // What was pushed before is still handed out.
  void close();

  // --- For the writer's thread ---

  // Waits for requests, at the longest until `wake_at`: then there are none. Nothing at all when
  // the queue is closed and empty.
  std::optional<std::vector<WriteRequest>> next(SteadyTime wake_at);

 private:
  const std::chrono::microseconds interval_;
  SteadyTime handed_out_ = SteadyTime::min();  // When requests last were; the writer's own.

  std::mutex mutex_;
  std::condition_variable wake_;
  std::vector<WriteRequest> requests_;
  SteadyTime wake_at_ = SteadyTime::max();
  // The writer waits for requests: it is woken by the first. While it works, or paces itself,
  // nobody pays for waking it.
  bool waiting_ = false;
  bool closed_ = false;
};

}  // namespace mcs::sqlite
