// A log on a real Redis server for this adapter's tests, and what its observer was told.
#pragma once

#include <atomic>
#include <gtest/gtest.h>
#include <mutex>

#include "adapters/redis/speedrun_log.hpp"
#include "support/event_loop.hpp"
#include "support/redis_server.hpp"

namespace mcs::redis {

struct Events final : LogObserver {
  void appended(std::chrono::nanoseconds latency) override {
    ++appends;
    EXPECT_GT(latency.count(), 0);
  }
  void committed(std::size_t requests, std::chrono::nanoseconds) override {
    ++batches;
    if (requests > largest) largest = requests;
  }
  void connected(std::string_view) override { ++connections; }
  void disconnected(std::string_view, const Error& reason) override {
    const std::lock_guard lock(mutex);
    reasons += reason.detail + '\n';
  }
  void missed_entries(std::string_view) override { ++missed; }
  void durability_unknown(std::string_view, std::string_view) override { ++unknown; }

  std::string told_reasons() {
    const std::lock_guard lock(mutex);
    return reasons;
  }

  std::atomic<std::size_t> appends = 0;
  std::atomic<std::size_t> batches = 0;
  std::atomic<std::size_t> largest = 0;
  std::atomic<std::size_t> connections = 0;
  std::atomic<std::size_t> missed = 0;
  std::atomic<std::size_t> unknown = 0;

 private:
  std::mutex mutex;
  std::string reasons;
};

class RedisLogFixture : public testing::Test {
 protected:
  using Entries = std::vector<ports::LogEntry>;
  using milliseconds = std::chrono::milliseconds;

  static constexpr milliseconds long_time{3'600'000};
  static constexpr milliseconds long_wait{30'000};

  const SpeedrunId id = AccessCode::parse("FFFF2222").value();
  const SpeedrunId other_id = AccessCode::parse("NNNN3333").value();

  static ServerAddress at(std::uint16_t port) { return {.host = "127.0.0.1", .port = port}; }

  // Reads that wait must live on publications alone, unless a test says otherwise.
  RedisLogFixture() { options_.look_interval = long_time; }

  std::unique_ptr<RedisSpeedrunLog> open(RedisOptions options) {
    return RedisSpeedrunLog::open(std::move(options), events_).value();
  }
  // The fixture's own log, connected.
  void open() {
    log_ = open(options_);
    ASSERT_EQ(log_->wait_until_connected(test::patience), Result<void>{});
  }
  Result<Position> create(SpeedrunId speedrun, milliseconds keep_for = long_time) {
    return loop_.run(log_->create(speedrun, "first", keep_for));
  }
  Result<Position> append(Bytes entry) { return loop_.run(log_->append(id, std::move(entry))); }
  Result<Entries> read(std::uint64_t after) {
    return loop_.run(log_->read(id, {after}, milliseconds{0}));
  }
  // What was read; fails the test if that was an error.
  static Entries get_entries(std::future<Result<Entries>> reading) {
    auto entries = test::get(std::move(reading));
    EXPECT_TRUE(entries) << entries.error().detail;
    return entries ? *std::move(entries) : Entries{};
  }
  std::future<Result<Entries>> start_read(RedisSpeedrunLog& log, std::uint64_t after) {
    return loop_.start(log.read(id, {after}, long_wait));
  }
  // Appends again until it is acknowledged.
  Position append_at_last(const Bytes& entry) {
    Result<Position> position;
    EXPECT_TRUE(eventually([&] { return (position = append(entry)).has_value(); }));
    return position ? *position : Position{};
  }
  template <class Condition>
  bool eventually(Condition condition) {
    const auto end = std::chrono::steady_clock::now() + test::patience;
    while (!condition()) {
      if (std::chrono::steady_clock::now() > end) return false;
      std::this_thread::sleep_for(milliseconds{2});
    }
    return true;
  }

  RedisOptions options_;
  Events events_;
  test::EventLoop loop_;
  std::unique_ptr<RedisSpeedrunLog> log_;
};

}  // namespace mcs::redis
