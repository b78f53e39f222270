#include "adapters/sqlite/log_store.hpp"

#include <algorithm>

#include "adapters/sqlite/chunk.hpp"

namespace mcs::sqlite {

using domain::Duration;
using domain::epoch_ms;
using domain::from_epoch_ms;
using domain::Instant;

namespace {

// How much of a dropped log is purged at once: other speedruns' appends wait that long.
constexpr std::size_t purge_bytes = 1024 * 1024;

// More would delay the start.
constexpr int most_pages_to_extend = 4'096;

}  // namespace

Result<std::unique_ptr<LogStore>> LogStore::open(Database database, int wal_pages) {
  // A file that grows makes each commit wait for the file system's own journal as well, which may
  // take a hundred times as long as writing what is in the file already.
  if (auto done = database.extend_write_ahead_log(std::min(wal_pages, most_pages_to_extend)); !done)
    return fail(done.error());
  Preparer prepare(database);
  Statements statements{
      .create = prepare("INSERT INTO speedruns (code, keep_for_ms, last_position, last_append_ms) "
                        "VALUES (?, ?, 0, ?)"),
      .append = prepare("INSERT INTO journal (speedrun, position, appended_ms, entry) "
                        "VALUES (?, ?, ?, ?)"),
      .retire = prepare("UPDATE speedruns SET retired_until_ms = ?2 "
                        "WHERE id = ?1 AND retired_until_ms IS NULL"),
      .save_snapshot = prepare("INSERT INTO snapshots (speedrun, position, state) VALUES (?, ?, ?) "
                               "ON CONFLICT (speedrun) DO UPDATE SET position = excluded.position, "
                               "state = excluded.state WHERE excluded.position > position"),
      .drop = prepare("UPDATE speedruns SET code = NULL WHERE id = ?"),
      .drop_snapshot = prepare("DELETE FROM snapshots WHERE speedrun = ?"),
      .journal = prepare("SELECT speedrun, position, appended_ms, entry FROM journal "
                         "ORDER BY speedrun, position"),
      .add_chunk = prepare("INSERT INTO chunks (speedrun, last_position, first_position, entries) "
                           "VALUES (?, ?, ?, ?)"),
      .set_head = prepare("UPDATE speedruns SET last_position = ?2, last_append_ms = ?3 "
                          "WHERE id = ?1"),
      .clear_journal = prepare("DELETE FROM journal"),
      .oldest_chunks = prepare("SELECT last_position, length(entries) FROM chunks "
                               "WHERE speedrun = ? ORDER BY last_position"),
      .delete_chunks = prepare("DELETE FROM chunks WHERE speedrun = ? AND last_position <= ?"),
      .delete_from_journal = prepare("DELETE FROM journal WHERE speedrun = ?"),
      .forget = prepare("DELETE FROM speedruns WHERE id = ?"),
  };
  if (!prepare.result()) return fail(prepare.result().error());
  return std::unique_ptr<LogStore>(new LogStore(std::move(database), std::move(statements)));
}

LogStore::LogStore(Database database, Statements statements)
    : database_(std::move(database)), statements_(std::move(statements)) {
  // Replaces SQLite's own checkpoints, which would stop the commits for as long as they take.
  sqlite3_wal_hook(database_.handle(), &LogStore::on_commit, this);
}

int LogStore::on_commit(void* self, sqlite3*, const char*, int pages) {
  static_cast<LogStore*>(self)->wal_pages_ = pages;
  return SQLITE_OK;
}

Result<std::vector<LogHead>> LogStore::load() {
  if (auto done = compact(); !done) return fail(done.error());
  auto query = database_.prepare(
      "SELECT id, code, keep_for_ms, last_position, last_append_ms, retired_until_ms "
      "FROM speedruns WHERE code IS NOT NULL");
  if (!query) return fail(query.error());
  std::vector<LogHead> heads;
  const auto done = query->each([&heads](Row row) -> Result<bool> {
    const auto id = AccessCode::parse(row.text(1));
    if (!id) return fail(ErrorCode::Corrupt, "the speedrun log holds what is no access code");
    LogHead head{.row = {row.integer(0)},
                 .id = *id,
                 .keep_for = Duration{row.integer(2)},
                 .last = {static_cast<std::uint64_t>(row.integer(3))},
                 .last_append = from_epoch_ms(row.integer(4)),
                 .retired_until = std::nullopt};
    if (const auto until = row.optional_integer(5)) head.retired_until = from_epoch_ms(*until);
    heads.push_back(head);
    return true;
  });
  if (!done) return fail(done.error());
  return heads;
}

Result<std::vector<LogRow>> LogStore::load_dropped() {
  auto query = database_.prepare("SELECT id FROM speedruns WHERE code IS NULL");
  if (!query) return fail(query.error());
  std::vector<LogRow> rows;
  const auto done = query->each([&rows](Row row) { rows.push_back({row.integer(0)}); });
  if (!done) return fail(done.error());
  return rows;
}

Result<LogRow> LogStore::create(SpeedrunId id, Duration keep_for, Instant now) {
  if (auto done = statements_.create.run(id.text(), keep_for.count(), epoch_ms(now)); !done)
    return fail(done.error());
  return LogRow{database_.last_insert_row()};
}

Result<void> LogStore::append(LogRow log, Position position, Instant now, std::string_view entry) {
  ++journal_entries_;
  journal_bytes_ += entry.size();
  return statements_.append.run(log.value, position.value, epoch_ms(now), Blob{entry});
}

Result<void> LogStore::retire(LogRow log, Instant until) {
  return statements_.retire.run(log.value, epoch_ms(until));
}

Result<void> LogStore::save_snapshot(LogRow log, const ports::LogSnapshot& snapshot) {
  return statements_.save_snapshot.run(log.value, snapshot.position.value, Blob{snapshot.bytes});
}

// Packs the journal's entries, which come sorted by log and position, into chunks.
class LogStore::Compaction {
 public:
  explicit Compaction(Statements& statements) : statements_(statements) {}

  Result<bool> add(Row row) {
    const LogRow log{row.integer(0)};
    if (log != log_ || chunk_.size() >= chunk_bytes)
      if (auto done = flush(log != log_); !done) return fail(done.error());
    log_ = log;
    last_ = row.integer(1);
    last_append_ms_ = row.integer(2);
    if (chunk_.empty()) first_ = last_;
    append_to_chunk(chunk_, row.blob(3));
    return true;
  }

  Result<void> finish() { return flush(true); }

 private:
  Result<void> flush(bool log_ends) {
    if (chunk_.empty()) return {};
    auto done = statements_.add_chunk.run(log_.value, last_, first_, Blob{chunk_});
    if (done && log_ends) done = statements_.set_head.run(log_.value, last_, last_append_ms_);
    chunk_.clear();
    return done;
  }

  Statements& statements_;
  LogRow log_;
  std::int64_t first_ = 0;
  std::int64_t last_ = 0;
  std::int64_t last_append_ms_ = 0;
  Bytes chunk_;
};

Result<void> LogStore::compact() {
  // Also after a failure: the next attempt comes after as many appends again.
  journal_entries_ = journal_bytes_ = 0;
  auto transaction = Transaction::begin(database_);
  if (!transaction) return fail(transaction.error());
  Compaction compaction(statements_);
  if (auto done = statements_.journal.each([&](Row row) { return compaction.add(row); }); !done)
    return done;
  if (auto done = compaction.finish(); !done) return done;
  if (auto done = statements_.clear_journal.run(); !done) return done;
  return transaction->commit();
}

Result<void> LogStore::drop(const std::vector<LogRow>& logs) {
  auto transaction = Transaction::begin(database_);
  if (!transaction) return fail(transaction.error());
  for (const auto log : logs) {
    if (auto done = statements_.drop.run(log.value); !done) return done;
    if (auto done = statements_.drop_snapshot.run(log.value); !done) return done;
  }
  return transaction->commit();
}

Result<bool> LogStore::purge_some(LogRow log) {
  auto transaction = Transaction::begin(database_);
  if (!transaction) return fail(transaction.error());
  std::size_t size = 0;
  std::int64_t up_to = 0;
  const auto measured = statements_.oldest_chunks.each(
      [&](Row row) {
        up_to = row.integer(0);
        size += static_cast<std::size_t>(row.integer(1));
        return size < purge_bytes;
      },
      log.value);
  if (!measured) return fail(measured.error());
  if (auto done = statements_.delete_chunks.run(log.value, up_to); !done) return fail(done.error());
  const bool nothing_left = size < purge_bytes;
  if (nothing_left) {
    // Not before the end: a compaction in between moves entries from the journal to the chunks.
    if (auto done = statements_.delete_from_journal.run(log.value); !done)
      return fail(done.error());
    if (auto done = statements_.forget.run(log.value); !done) return fail(done.error());
  }
  if (auto done = transaction->commit(); !done) return fail(done.error());
  return nothing_left;
}

}  // namespace mcs::sqlite
