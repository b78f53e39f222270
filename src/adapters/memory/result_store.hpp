// Results in memory: the port's promises but durability. For tests and the simulator.
#pragma once

#include <map>
#include <mutex>

#include "ports/result_store.hpp"

namespace mcs::memory {

// Any thread may call it.
class MemoryResultStore final : public ports::ResultStore {
 public:
  ports::Async<void> put(domain::SpeedrunResult result) override;
  ports::Async<domain::SpeedrunResult> get(SpeedrunId id) override;

 private:
  std::mutex mutex_;
  std::map<SpeedrunId, domain::SpeedrunResult> results_;
};

}  // namespace mcs::memory
