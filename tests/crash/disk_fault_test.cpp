// A disk that is full or broken for a while: appends are refused, nothing is written by halves, and
// when the disk is well again everything goes on.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include "adapters/system/system_clock.hpp"
#include "crash/faulty_storage.hpp"
#include "crash/workload.hpp"
#include "support/event_loop.hpp"
#include "support/temporary_directory.hpp"

namespace mcs::crash {
namespace {

class DiskFault : public testing::TestWithParam<int> {
 protected:
  void open() {
    sqlite::SpeedrunLogOptions options{.file = file_};
    // Compactions and checkpoints meet the fault too.
    options.journal_entries = 20;
    options.checkpoint_pages = 30;
    options.commit_interval = {};
    log_ = sqlite::SqliteSpeedrunLog::open(std::move(options), clock_, observer_).value();
  }

  Result<Position> append(SpeedrunId id) {
    const Bytes entry = random_entry(random_);
    const auto position = loop_.run(log_->append(id, entry));
    if (position) expectation_.add({id, *position, checksum(entry)});
    return position;
  }

  test::TemporaryDirectory directory_;
  const std::filesystem::path file_ = directory_ / "log.db";
  FaultyStorage storage_;
  std::mt19937_64 random_{7};
  system::SystemClock clock_;
  SilentObserver observer_;
  test::EventLoop loop_;
  std::unique_ptr<sqlite::SqliteSpeedrunLog> log_;
  Expectation expectation_;
};

TEST_P(DiskFault, AppendsFailThenGoOn) {
  open();
  for (std::uint32_t i = 0; i < 4; ++i) {
    const Bytes first = random_entry(random_);
    ASSERT_TRUE(loop_.run(log_->create(speedrun(i), first, std::chrono::hours{1})));
    expectation_.add({speedrun(i), {1}, checksum(first)});
  }
  // The fault begins at each of the disk's operations in turn.
  for (std::size_t operation = 0; operation < 60; ++operation) {
    SCOPED_TRACE("fault at operation " + std::to_string(operation));
    storage_.fail_after(operation, GetParam());
    std::uint32_t next = 0;
    for (int i = 0; i < 100 && !storage_.has_failed(); ++i) {
      const auto position = append(speedrun(next++ % 4));
      EXPECT_TRUE(position || position.error().code == ErrorCode::Unavailable);
    }
    ASSERT_TRUE(storage_.has_failed());
    const auto refused = append(speedrun(0));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::Unavailable) << refused.error().detail;

    storage_.heal();
    const auto accepted = append(speedrun(0));
    ASSERT_TRUE(accepted) << accepted.error().detail;
  }
  expectation_.check(read_everything(loop_, *log_));
  log_.reset();
  open();
  expectation_.check(read_everything(loop_, *log_));
}

INSTANTIATE_TEST_SUITE_P(Full, DiskFault, testing::Values(SQLITE_FULL));
INSTANTIATE_TEST_SUITE_P(BrokenWrite, DiskFault, testing::Values(SQLITE_IOERR_WRITE));
INSTANTIATE_TEST_SUITE_P(BrokenSync, DiskFault, testing::Values(SQLITE_IOERR_FSYNC));

}  // namespace
}  // namespace mcs::crash
