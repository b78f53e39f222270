// Calls a function at a fixed interval on an I/O thread, until destroyed (there).
#pragma once

#include <chrono>
#include <functional>
#include <memory>

#include "net/socket.hpp"

namespace mcs::net {

class Ticker {
 public:
  Ticker(IoThread& thread, std::chrono::milliseconds interval, std::function<void()> tick);

 private:
  void wait();

  std::chrono::milliseconds interval_;
  std::function<void()> tick_;
  // Shared with the pending wait alone, which so knows whether the ticker is still there.
  std::shared_ptr<Timer> timer_;
};

}  // namespace mcs::net
