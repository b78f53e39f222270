// What every QuestionSetStore must do, whatever it stands on. An adapter joins by instantiating
// QuestionSetStoreContract with a function that makes its harness.
#pragma once

#include <deque>
#include <functional>
#include <gtest/gtest.h>
#include <memory>
#include <string>

#include "ports/question_set_store.hpp"
#include "support/event_loop.hpp"

namespace mcs::contract {

// One store of its own, empty; its construction may wait until the adapter can be used.
class QuestionSetStoreHarness {
 public:
  virtual ~QuestionSetStoreHarness() = default;

  virtual ports::QuestionSetStore& store() = 0;
  virtual bool durable() const = 0;
  // Replaces store() by a new one on the same storage.
  virtual void reopen() = 0;
};

using QuestionSetStoreFactory = std::function<std::unique_ptr<QuestionSetStoreHarness>()>;

class QuestionSetStoreContract : public testing::TestWithParam<QuestionSetStoreFactory> {
 protected:
  QuestionSetStoreHarness& harness() { return *harness_; }
  ports::QuestionSetStore& store() { return harness_->store(); }
  test::EventLoop& another_loop() { return more_loops_.emplace_back(); }

  Result<void> put(SpeedrunId id, const std::string& hash, Bytes content);
  Result<Bytes> get(SpeedrunId id, const std::string& hash);
  Result<void> remove(SpeedrunId id);

 private:
  // Adapters end before their callers' event loops.
  std::deque<test::EventLoop> more_loops_;
  test::EventLoop loop_;
  std::unique_ptr<QuestionSetStoreHarness> harness_ = GetParam()();
};

}  // namespace mcs::contract
