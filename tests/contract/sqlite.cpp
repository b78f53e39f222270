// The adapters on SQLite under their contracts.
#include "adapters/sqlite/speedrun_log.hpp"
#include "contract/speedrun_log_contract.hpp"
#include "support/settable_clock.hpp"
#include "support/temporary_directory.hpp"

namespace mcs::contract {
namespace {

class Watch final : public sqlite::LogObserver {
 public:
  void appended(std::chrono::nanoseconds) override {}
  void committed(std::size_t, std::chrono::nanoseconds) override {}
  void failed(const Error& error) override { ADD_FAILURE() << error.detail; }
};

class SqliteLogHarness final : public SpeedrunLogHarness {
 public:
  explicit SqliteLogHarness(sqlite::SpeedrunLogOptions options) : options_(std::move(options)) {
    options_.file = directory_ / "log.db";
    options_.commit_interval = {};
    options_.purge_interval = std::chrono::milliseconds{10};
    reopen();
  }

  ports::SpeedrunLog& log() override { return *log_; }
  void let_pass(domain::Duration time) override { clock_.advance(time); }
  bool durable() const override { return true; }
  void reopen() override {
    log_.reset();
    log_ = sqlite::SqliteSpeedrunLog::open(options_, clock_, watch_).value();
  }

 private:
  test::TemporaryDirectory directory_;
  sqlite::SpeedrunLogOptions options_;
  test::SettableClock clock_;
  Watch watch_;
  std::unique_ptr<ports::SpeedrunLog> log_;
};

std::unique_ptr<SpeedrunLogHarness> make_log() {
  return std::make_unique<SqliteLogHarness>(sqlite::SpeedrunLogOptions{});
}

// Compacts, checkpoints and reads from the database all the time.
std::unique_ptr<SpeedrunLogHarness> make_cramped_log() {
  sqlite::SpeedrunLogOptions options;
  options.journal_entries = 5;
  options.checkpoint_pages = 10;
  options.tail_bytes = 300;
  return std::make_unique<SqliteLogHarness>(std::move(options));
}

INSTANTIATE_TEST_SUITE_P(Sqlite, SpeedrunLogContract, testing::Values(make_log));
INSTANTIATE_TEST_SUITE_P(SqliteCramped, SpeedrunLogContract, testing::Values(make_cramped_log));

}  // namespace
}  // namespace mcs::contract
