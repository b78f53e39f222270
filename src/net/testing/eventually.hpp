// Waits for what another thread does.
#pragma once

#include <chrono>
#include <thread>

namespace mcs::net::testing {

// False when nothing came of it for so long that nothing will.
template <class Condition>
bool eventually(Condition condition) {
  const auto give_up = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  while (!condition()) {
    if (std::chrono::steady_clock::now() > give_up) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  return true;
}

}  // namespace mcs::net::testing
