#include "adapters/sqlite/job_table.hpp"

#include <array>
#include <charconv>

namespace mcs::sqlite {

using domain::epoch_ms;
using domain::Instant;
using ports::CompletionJob;

namespace {

// Times are milliseconds since 1970.
constexpr auto migrations = std::to_array<const char*>({R"sql(
CREATE TABLE jobs (
  id INTEGER PRIMARY KEY AUTOINCREMENT, -- never used twice: receipts name it
  speedrun TEXT NOT NULL UNIQUE,
  attempts INTEGER NOT NULL DEFAULT 0,
  visible_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX jobs_by_visibility ON jobs (visible_ms);

CREATE TABLE dead_letters (
  id INTEGER PRIMARY KEY,               -- as the job had
  speedrun TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  buried_ms INTEGER NOT NULL
) STRICT;
)sql"});

// One delivery of one job: an older delivery's receipt names nothing any more.
struct Receipt {
  std::int64_t job = 0;
  std::uint32_t attempt = 0;

  std::string text() const { return std::to_string(job) + '.' + std::to_string(attempt); }

  // The zero receipt, which no job has, for anything that text() did not write.
  static Receipt parse(std::string_view text) {
    Receipt receipt;
    const char* end = text.data() + text.size();
    const auto job = std::from_chars(text.data(), end, receipt.job);
    if (job.ec != std::errc{} || job.ptr == end || *job.ptr != '.') return {};
    const auto attempt = std::from_chars(job.ptr + 1, end, receipt.attempt);
    return attempt.ec == std::errc{} && attempt.ptr == end ? receipt : Receipt{};
  }
};

}  // namespace

const Schema queue_schema{"completion queue", 0x6D637371 /* mcsq */, migrations};

Result<std::unique_ptr<JobTable>> JobTable::open(Database database) {
  Preparer prepare(database);
  Statements statements{
      .add = prepare("INSERT INTO jobs (speedrun, visible_ms) VALUES (?, ?) "
                     "ON CONFLICT (speedrun) DO NOTHING"),
      .visible = prepare("SELECT id, speedrun, attempts FROM jobs WHERE visible_ms <= ? "
                         "ORDER BY visible_ms, id LIMIT ?"),
      .deliver = prepare("UPDATE jobs SET attempts = attempts + 1, visible_ms = ?2 WHERE id = ?1"),
      .bury = prepare("INSERT INTO dead_letters (id, speedrun, attempts, buried_ms) "
                      "SELECT id, speedrun, attempts, ?1 FROM jobs "
                      "WHERE visible_ms <= ?1 AND attempts >= ?2"),
      .delete_buried = prepare("DELETE FROM jobs WHERE visible_ms <= ?1 AND attempts >= ?2"),
      .next_visible = prepare("SELECT min(visible_ms) FROM jobs"),
      .hide = prepare("UPDATE jobs SET visible_ms = ?4 "
                      "WHERE id = ?1 AND attempts = ?2 AND visible_ms > ?3"),
      .remove = prepare("DELETE FROM jobs WHERE id = ? AND attempts = ?"),
      .release = prepare("UPDATE jobs SET visible_ms = ?3 WHERE id = ?1 AND attempts = ?2"),
      .count = prepare("SELECT count(*) FROM jobs"),
  };
  if (!prepare.result()) return fail(prepare.result().error());
  return std::unique_ptr<JobTable>(new JobTable(std::move(database), std::move(statements)));
}

Result<void> JobTable::add(SpeedrunId speedrun, Instant now) {
  return statements_.add.run(speedrun.text(), epoch_ms(now));
}

Result<void> JobTable::bury_exhausted(Instant now, std::uint32_t max_attempts) {
  if (auto done = statements_.bury.run(epoch_ms(now), max_attempts); !done) return done;
  return statements_.delete_buried.run(epoch_ms(now), max_attempts);
}

Result<JobTable::Jobs> JobTable::take(std::size_t limit, Instant now, Instant hidden_until,
                                      std::uint32_t max_attempts) {
  auto transaction = Transaction::begin(database_);
  if (!transaction) return fail(transaction.error());
  if (auto done = bury_exhausted(now, max_attempts); !done) return fail(done.error());
  Jobs jobs;
  std::vector<std::int64_t> ids;
  const auto found = statements_.visible.each(
      [&](Row row) -> Result<bool> {
        const auto speedrun = AccessCode::parse(row.text(1));
        if (!speedrun) return fail(ErrorCode::Corrupt, "a job is for what is no access code");
        const Receipt receipt{row.integer(0), static_cast<std::uint32_t>(row.integer(2)) + 1};
        jobs.push_back({*speedrun, receipt.text(), receipt.attempt});
        ids.push_back(receipt.job);
        return true;
      },
      epoch_ms(now), limit);
  if (!found) return fail(found.error());
  for (const auto id : ids)
    if (auto done = statements_.deliver.run(id, epoch_ms(hidden_until)); !done)
      return fail(done.error());
  if (auto done = transaction->commit(); !done) return fail(done.error());
  return jobs;
}

Result<std::optional<Instant>> JobTable::next_visible() {
  std::optional<Instant> next;
  const auto done = statements_.next_visible.each([&next](Row row) {
    if (const auto at = row.optional_integer(0)) next = domain::from_epoch_ms(*at);
  });
  if (!done) return fail(done.error());
  return next;
}

Result<bool> JobTable::hide(const std::string& receipt, Instant now, Instant until) {
  const auto [job, attempt] = Receipt::parse(receipt);
  if (auto done = statements_.hide.run(job, attempt, epoch_ms(now), epoch_ms(until)); !done)
    return fail(done.error());
  return database_.changed_rows() > 0;
}

Result<void> JobTable::remove(const std::string& receipt) {
  const auto [job, attempt] = Receipt::parse(receipt);
  return statements_.remove.run(job, attempt);
}

Result<void> JobTable::release(const std::string& receipt, Instant now, Instant at,
                               std::uint32_t max_attempts) {
  const auto [job, attempt] = Receipt::parse(receipt);
  auto transaction = Transaction::begin(database_);
  if (!transaction) return fail(transaction.error());
  // An exhausted job is buried at once: made visible, it would wait for somebody to come and see.
  const Instant visible = attempt >= max_attempts ? now : at;
  if (auto done = statements_.release.run(job, attempt, epoch_ms(visible)); !done) return done;
  if (auto done = bury_exhausted(now, max_attempts); !done) return done;
  return transaction->commit();
}

Result<std::size_t> JobTable::count() {
  std::size_t count = 0;
  const auto done = statements_.count.each(
      [&count](Row row) { count = static_cast<std::size_t>(row.integer(0)); });
  if (!done) return fail(done.error());
  return count;
}

}  // namespace mcs::sqlite
