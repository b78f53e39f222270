// What the contract does not say of every log: how this one shares commits, keeps its files small,
// closes and refuses.
#include "adapters/sqlite/speedrun_log.hpp"

#include <gmock/gmock.h>
#include <mutex>

#include "adapters/sqlite/database.hpp"
#include "support/event_loop.hpp"
#include "support/settable_clock.hpp"
#include "support/temporary_directory.hpp"

namespace mcs::sqlite {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using domain::Duration;

const SpeedrunId id = AccessCode::parse("FFFF2222").value();
const SpeedrunId other_id = AccessCode::parse("NNNN3333").value();

struct Count final : LogObserver {
  void appended(std::chrono::nanoseconds latency) override {
    ++appends;
    EXPECT_GT(latency.count(), 0);
  }
  void committed(std::size_t requests, std::chrono::nanoseconds) override {
    ++commits;
    largest = std::max(largest, requests);
  }
  void failed(const Error& error) override { ADD_FAILURE() << error.detail; }

  std::atomic<std::size_t> appends = 0;
  std::atomic<std::size_t> commits = 0;
  std::size_t largest = 0;
};

class SqliteLog : public testing::Test {
 protected:
  void open() {
    log_.reset();
    log_ = SqliteSpeedrunLog::open(options_, clock_, count_).value();
  }
  Result<Position> create(SpeedrunId speedrun = id, Duration keep_for = 1h) {
    return loop_.run(log_->create(speedrun, "first", keep_for));
  }
  Result<Position> append(Bytes entry, SpeedrunId speedrun = id) {
    return loop_.run(log_->append(speedrun, std::move(entry)));
  }
  std::int64_t query(std::string_view sql) {
    return Database::open(options_.file)->query_integer(sql).value();
  }
  // The log's thread works on its own: what it will do is waited for.
  template <class Condition>
  bool eventually(Condition condition) {
    const auto end = std::chrono::steady_clock::now() + test::patience;
    while (!condition() && std::chrono::steady_clock::now() < end) std::this_thread::sleep_for(1ms);
    return condition();
  }

  test::TemporaryDirectory directory_;
  SpeedrunLogOptions options_{.file = directory_ / "log.db"};
  test::SettableClock clock_;
  Count count_;
  test::EventLoop loop_;
  std::unique_ptr<SqliteSpeedrunLog> log_;
};

TEST_F(SqliteLog, ManyAppendsShareACommit) {
  open();
  ASSERT_TRUE(create());
  std::vector<std::future<Result<Position>>> appends;
  for (int i = 0; i < 1'000; ++i) appends.push_back(loop_.start(log_->append(id, "entry")));
  for (auto& one : appends) EXPECT_TRUE(test::get(std::move(one)));
  log_->close();
  EXPECT_EQ(count_.appends, 1'000U);
  EXPECT_LT(count_.commits, 500U);
  EXPECT_GT(count_.largest, 1U);
}

TEST_F(SqliteLog, ClosingFinishesWhatWasAskedFor) {
  options_.commit_interval = 1h;
  open();
  ASSERT_TRUE(create());
  std::vector<std::future<Result<Position>>> appends;
  for (int i = 0; i < 100; ++i) appends.push_back(loop_.start(log_->append(id, "entry")));
  // Once the last has begun, all are in the queue, where they would stay for an hour.
  loop_.run([]() -> boost::asio::awaitable<int> { co_return 0; }());
  log_->close();
  for (auto& one : appends) EXPECT_TRUE(test::get(std::move(one)));
  open();
  EXPECT_EQ(loop_.run(log_->read(id, {0}, 0ms))->size(), 101U);
}

TEST_F(SqliteLog, AClosedLogIsUnavailable) {
  open();
  ASSERT_TRUE(create());
  auto waiting = loop_.start(log_->read(id, {1}, 1h));
  log_->close();
  EXPECT_EQ(test::get(std::move(waiting)).error().code, ErrorCode::Unavailable);
  EXPECT_EQ(create(other_id).error().code, ErrorCode::Unavailable);
  EXPECT_EQ(append("late").error().code, ErrorCode::Unavailable);
  EXPECT_EQ(loop_.run(log_->read(id, {0}, 1h)).error().code, ErrorCode::Unavailable);
  EXPECT_EQ(loop_.run(log_->load_snapshot(id)).error().code, ErrorCode::Unavailable);
  EXPECT_EQ(loop_.run(log_->retire(id, 1h)).error().code, ErrorCode::Unavailable);
  log_->close();
}

TEST_F(SqliteLog, IsRefusedToASecondProcess) {
  open();
  const auto second = SqliteSpeedrunLog::open(options_, clock_, count_);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ErrorCode::Unavailable);
}

TEST_F(SqliteLog, PurgesWhatHasExpired) {
  options_.purge_interval = 5ms;
  options_.journal_entries = 10;
  open();
  ASSERT_TRUE(create(other_id));
  ASSERT_TRUE(create(id, 1s));
  // More than one step of the purge takes.
  for (int i = 0; i < 25; ++i) ASSERT_TRUE(append(Bytes(100'000, 'x')));
  ASSERT_TRUE(loop_.run(log_->save_snapshot(id, {{3}, "snapshot"})));
  clock_.advance(2s);
  EXPECT_TRUE(eventually([this] { return query("SELECT count(*) FROM speedruns") == 1; }));
  EXPECT_EQ(query("SELECT count(*) FROM chunks WHERE speedrun <> (SELECT id FROM speedruns)"), 0);
  EXPECT_EQ(query("SELECT count(*) FROM journal WHERE speedrun <> (SELECT id FROM speedruns)"), 0);
  EXPECT_EQ(query("SELECT count(*) FROM snapshots"), 0);
  EXPECT_EQ(loop_.run(log_->read(other_id, {0}, 0ms))->size(), 1U);
}

TEST_F(SqliteLog, GoesOnPurgingAfterARestart) {
  open();
  ASSERT_TRUE(create(id, 1s));
  ASSERT_TRUE(append(Bytes(1'000, 'x')));
  clock_.advance(2s);
  // The code is used afresh, which drops the old log; it is purged later.
  ASSERT_TRUE(create(id));
  log_.reset();
  options_.purge_interval = 5ms;
  open();
  EXPECT_TRUE(eventually([this] { return query("SELECT count(*) FROM speedruns") == 1; }));
  EXPECT_EQ(query("SELECT count(*) FROM chunks"), 1);
}

TEST_F(SqliteLog, CompactsTheJournal) {
  options_.journal_entries = 50;
  open();
  ASSERT_TRUE(create());
  for (int i = 0; i < 120; ++i) ASSERT_TRUE(append("entry"));
  EXPECT_TRUE(eventually([this] { return query("SELECT count(*) FROM journal") < 50; }));
  EXPECT_GT(query("SELECT count(*) FROM chunks"), 0);
}

TEST_F(SqliteLog, KeepsTheWriteAheadLogSmall) {
  options_.checkpoint_pages = 100;
  options_.journal_entries = 3;
  options_.commit_interval = {};
  open();
  ASSERT_TRUE(create());
  // 3,000 pages and more.
  for (int i = 0; i < 100; ++i) ASSERT_TRUE(append(Bytes(120'000, 'x')));
  EXPECT_LT(fs::file_size(options_.file.string() + "-wal"), 1'000U * 4'096U);
}

TEST_F(SqliteLog, ReadsFromMemoryAndFromTheDatabaseAlike) {
  options_.tail_bytes = 2'000;
  options_.journal_entries = 64;
  open();
  ASSERT_TRUE(create());
  std::vector<ports::LogEntry> expected{{{1}, "first"}};
  for (std::uint64_t position = 2; position <= 200; ++position) {
    expected.push_back({{position}, "entry " + std::to_string(position)});
    ASSERT_TRUE(append(expected.back().bytes));
  }
  // From each position: in chunks, in the journal, in memory.
  for (std::uint64_t after = 0; after < 200; ++after) {
    const std::vector rest(expected.begin() + static_cast<std::ptrdiff_t>(after), expected.end());
    ASSERT_EQ(loop_.run(log_->read(id, {after}, 0ms)), rest) << "after " << after;
  }
}

TEST_F(SqliteLog, AReadHoldsNoMoreThanSomeMegabytes) {
  for (const std::size_t in_memory : {0, 64 << 20}) {
    options_.tail_bytes = in_memory;
    options_.file = directory_ / (std::to_string(in_memory) + ".db");
    open();
    ASSERT_TRUE(create());
    for (int i = 0; i < 12; ++i) ASSERT_TRUE(append(Bytes(1 << 20, 'x')));
    std::uint64_t read = 0;
    while (read < 13) {
      const auto page = loop_.run(log_->read(id, {read}, 0ms)).value();
      ASSERT_FALSE(page.empty());
      EXPECT_LE(page.size(), 5U);
      EXPECT_EQ(page.front().position.value, read + 1);
      read = page.back().position.value;
    }
  }
}

}  // namespace
}  // namespace mcs::sqlite
