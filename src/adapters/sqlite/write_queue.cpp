#include "adapters/sqlite/write_queue.hpp"

#include <algorithm>
#include <utility>

namespace mcs::sqlite {

bool WriteQueue::push(WriteRequest& request) {
  bool wake = false;
  {
    const std::lock_guard lock(mutex_);
    if (closed_) return false;
    requests_.push_back(std::move(request));
    wake = std::exchange(waiting_, false);
  }
  if (wake) wake_.notify_one();
  return true;
}

void WriteQueue::wake_by(SteadyTime at) {
  bool wake = false;
  {
    const std::lock_guard lock(mutex_);
    if (at >= wake_at_) return;
    wake_at_ = at;
    wake = waiting_;
  }
  if (wake) wake_.notify_one();
}

void WriteQueue::close() {
  {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    waiting_ = false;
  }
  wake_.notify_one();
}

std::optional<std::vector<WriteRequest>> WriteQueue::next(SteadyTime wake_at) {
  std::unique_lock lock(mutex_);
  // Someone may have asked for an earlier time while the writer was at work.
  wake_at_ = std::min(wake_at_, wake_at);
  while (requests_.empty() && !closed_ && std::chrono::steady_clock::now() < wake_at_) {
    waiting_ = true;
    wake_.wait_until(lock, wake_at_);
  }
  waiting_ = false;
  wake_at_ = SteadyTime::max();
  if (requests_.empty()) {
    if (closed_) return std::nullopt;
    return std::vector<WriteRequest>();
  }
  wake_.wait_until(lock, handed_out_ + interval_, [this] { return closed_; });
  handed_out_ = std::chrono::steady_clock::now();
  return std::exchange(requests_, {});
}

}  // namespace mcs::sqlite
