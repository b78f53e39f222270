// How many connections the server may have, over all its threads.
#pragma once

#include <atomic>
#include <cstddef>

namespace mcs::net {

class ConnectionBudget {
 public:
  explicit ConnectionBudget(std::size_t limit) : limit_(limit) {}

  bool try_take() {
    if (taken_.fetch_add(1, std::memory_order_relaxed) < limit_) return true;
    release();
    return false;
  }
  void release() { taken_.fetch_sub(1, std::memory_order_relaxed); }
  std::size_t taken() const { return taken_.load(std::memory_order_relaxed); }

 private:
  std::size_t limit_;
  std::atomic<std::size_t> taken_ = 0;
};

}  // namespace mcs::net
