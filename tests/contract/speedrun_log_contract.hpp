// What every SpeedrunLog must do, whatever it stands on. An adapter joins by instantiating
// SpeedrunLogContract with a function that makes its harness.
#pragma once

#include <deque>
#include <functional>
#include <future>
#include <gtest/gtest.h>
#include <memory>
#include <string>
#include <vector>

#include "ports/speedrun_log.hpp"
#include "support/event_loop.hpp"

namespace mcs::contract {

// One adapter on storage of its own; its construction may wait until the adapter can be used.
class SpeedrunLogHarness {
 public:
  virtual ~SpeedrunLogHarness() = default;

  virtual ports::SpeedrunLog& log() = 0;
  // Lets this much of the log's time go by.
  virtual void let_pass(domain::Duration time) = 0;
  // Whether what was acknowledged is there after reopen().
  virtual bool durable() const = 0;
  // Replaces log() by a new one on the same storage.
  virtual void reopen() = 0;
};

using SpeedrunLogFactory = std::function<std::unique_ptr<SpeedrunLogHarness>()>;

class SpeedrunLogContract : public testing::TestWithParam<SpeedrunLogFactory> {
 protected:
  using Entries = std::vector<ports::LogEntry>;

  static constexpr domain::Duration long_time = std::chrono::hours{1};
  static constexpr domain::Duration no_wait{0};
  static constexpr domain::Duration long_wait = std::chrono::seconds{30};

  ports::SpeedrunLog& log() { return harness_->log(); }
  SpeedrunLogHarness& harness() { return *harness_; }
  test::EventLoop& loop() { return loop_; }
  test::EventLoop& another_loop() { return more_loops_.emplace_back(); }

  // A new id each time.
  SpeedrunId new_id();
  // A new log whose entries are `entries`.
  SpeedrunId given(const std::vector<Bytes>& entries, domain::Duration keep_for = long_time);

  Result<Position> create(SpeedrunId id, Bytes entry, domain::Duration keep_for = long_time);
  Result<Position> append(SpeedrunId id, Bytes entry);
  Result<Entries> read(SpeedrunId id, std::uint64_t after, domain::Duration wait = no_wait);
  std::future<Result<Entries>> start_read(SpeedrunId id, std::uint64_t after,
                                          domain::Duration wait = long_wait);
  // Appends all at once, and returns what the log must now hold after its first entry: the order is
  // the log's choice.
  std::vector<Bytes> append_together(SpeedrunId id, const std::vector<Bytes>& entries);
  // Every entry from the first, read page by page; fails the test where positions have gaps.
  std::vector<Bytes> read_all(SpeedrunId id);
  Result<void> save(SpeedrunId id, std::uint64_t position, Bytes bytes);
  Result<std::optional<ports::LogSnapshot>> load(SpeedrunId id);
  Result<void> retire(SpeedrunId id, domain::Duration keep_for = long_time);
  std::vector<SpeedrunId> unfinished(domain::Duration idle, std::size_t limit = 1'000);

 private:
  // Adapters end before their callers' event loops.
  std::deque<test::EventLoop> more_loops_;
  test::EventLoop loop_;
  std::unique_ptr<SpeedrunLogHarness> harness_ = GetParam()();
  std::uint32_t last_id_ = 0;
};

// Position of a successful append, or 0.
std::uint64_t value_of(const Result<Position>& position);
ErrorCode error_of(const auto& result) {
  return result ? ErrorCode::Internal : result.error().code;
}

}  // namespace mcs::contract
