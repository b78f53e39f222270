// What every ResultStore must do, whatever it stands on. An adapter joins by instantiating
// ResultStoreContract with a function that makes its harness.
#pragma once

#include <deque>
#include <functional>
#include <gtest/gtest.h>
#include <memory>
#include <string>

#include "ports/result_store.hpp"
#include "support/event_loop.hpp"

namespace mcs::contract {

// One store of its own, empty; its construction may wait until the adapter can be used.
class ResultStoreHarness {
 public:
  virtual ~ResultStoreHarness() = default;

  virtual ports::ResultStore& store() = 0;
  virtual bool durable() const = 0;
  // Replaces store() by a new one on the same storage.
  virtual void reopen() = 0;
};

using ResultStoreFactory = std::function<std::unique_ptr<ResultStoreHarness>()>;

class ResultStoreContract : public testing::TestWithParam<ResultStoreFactory> {
 protected:
  ResultStoreHarness& harness() { return *harness_; }
  ports::ResultStore& store() { return harness_->store(); }
  test::EventLoop& another_loop() { return more_loops_.emplace_back(); }

  Result<void> put(domain::SpeedrunResult result);
  Result<domain::SpeedrunResult> get(SpeedrunId id);

 private:
  // Adapters end before their callers' event loops.
  std::deque<test::EventLoop> more_loops_;
  test::EventLoop loop_;
  std::unique_ptr<ResultStoreHarness> harness_ = GetParam()();
};

}  // namespace mcs::contract
