// Counts kept by one thread and read by any: an increment costs what a plain one does.
#pragma once

#include <atomic>
#include <cstdint>

namespace mcs::net {

class Counter {
 public:
  // By the owning thread only.
  void add(std::uint64_t count = 1) { value_.store(read() + count, std::memory_order_relaxed); }
  void subtract(std::uint64_t count = 1) {
    value_.store(read() - count, std::memory_order_relaxed);
  }
  std::uint64_t read() const { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::uint64_t> value_ = 0;
};

// Of the WebSocket sessions of one thread. Aligned so that threads do not share a cache line.
struct alignas(64) WebSocketCounters {
  Counter sessions;  // Open now.
  Counter messages_received;
  Counter frames_sent;  // Handed to the kernel, or to a backlog.
  Counter frames_conflated;
};

}  // namespace mcs::net
