// The adapters on SQLite under their contracts.
#include "adapters/sqlite/completion_queue.hpp"
#include "adapters/sqlite/database.hpp"
#include "adapters/sqlite/result_store.hpp"
#include "adapters/sqlite/speedrun_log.hpp"
#include "contract/completion_queue_contract.hpp"
#include "contract/result_store_contract.hpp"
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

class SqliteQueueHarness final : public CompletionQueueHarness {
 public:
  SqliteQueueHarness() { reopen(); }

  ports::CompletionQueue& queue() override { return *queue_; }
  void let_pass(domain::Duration time) override { clock_.advance(time); }
  bool durable() const override { return true; }
  void reopen() override {
    queue_.reset();
    queue_ = sqlite::SqliteCompletionQueue::open({file_, visibility_timeout, max_attempts}, clock_)
                 .value();
  }
  std::vector<SpeedrunId> dead_letters() override {
    auto database = sqlite::Database::open(file_).value();
    std::vector<SpeedrunId> ids;
    const auto done = database.prepare("SELECT speedrun FROM dead_letters ORDER BY id")
                          .value()
                          .each([&ids](sqlite::Row row) {
                            ids.push_back(AccessCode::parse(row.text(0)).value());
                          });
    EXPECT_TRUE(done);
    return ids;
  }

 private:
  test::TemporaryDirectory directory_;
  const std::filesystem::path file_ = directory_ / "queue.db";
  test::SettableClock clock_;
  std::unique_ptr<ports::CompletionQueue> queue_;
};

class SqliteResultHarness final : public ResultStoreHarness {
 public:
  SqliteResultHarness() { reopen(); }

  ports::ResultStore& store() override { return *store_; }
  bool durable() const override { return true; }
  void reopen() override {
    store_.reset();
    store_ = sqlite::SqliteResultStore::open(directory_ / "results.db").value();
  }

 private:
  test::TemporaryDirectory directory_;
  std::unique_ptr<ports::ResultStore> store_;
};

INSTANTIATE_TEST_SUITE_P(Sqlite, CompletionQueueContract,
                         testing::Values(CompletionQueueFactory{
                             std::make_unique<SqliteQueueHarness>}));
INSTANTIATE_TEST_SUITE_P(Sqlite, ResultStoreContract,
                         testing::Values(ResultStoreFactory{
                             std::make_unique<SqliteResultHarness>}));
INSTANTIATE_TEST_SUITE_P(Sqlite, SpeedrunLogContract, testing::Values(make_log));
INSTANTIATE_TEST_SUITE_P(SqliteCramped, SpeedrunLogContract, testing::Values(make_cramped_log));

}  // namespace
}  // namespace mcs::contract
