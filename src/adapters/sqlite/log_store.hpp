// The speedrun log's tables as its one writer changes them. Synchronous; used by one thread.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "adapters/sqlite/database.hpp"
#include "base/bytes.hpp"
#include "domain/time.hpp"
#include "ports/speedrun_log.hpp"

namespace mcs::sqlite {

// A speedrun's key in the tables: unlike its code, never used twice while entries are left.
using LogRow = StrongId<struct LogRowTag, std::int64_t>;

// What is known of a log besides its entries.
struct LogHead {
  LogRow row;
  SpeedrunId id;
  domain::Duration keep_for;
  Position last;
  domain::Instant last_append;
  std::optional<domain::Instant> retired_until;
};

class LogStore {
 public:
  static Result<std::unique_ptr<LogStore>> open(Database database, int wal_pages);

  // All logs that were not dropped. Compacts first.
  Result<std::vector<LogHead>> load();
  // Those that were, and are not purged yet.
  Result<std::vector<LogRow>> load_dropped();

  // Between begin() and commit() of a Transaction on database():
  Result<LogRow> create(SpeedrunId id, domain::Duration keep_for, domain::Instant now);
  Result<void> append(LogRow log, Position position, domain::Instant now, std::string_view entry);
  Result<void> retire(LogRow log, domain::Instant until);
  Result<void> save_snapshot(LogRow log, const ports::LogSnapshot& snapshot);
  Database& database() { return database_; }

  // Each of these is a transaction of its own.
  Result<void> compact();
  // The logs are gone for everybody; their codes may be used again.
  Result<void> drop(const std::vector<LogRow>& logs);
  // Deletes some of a dropped log's entries; true when nothing is left of it.
  Result<bool> purge_some(LogRow log);

  // Entries appended since the last compaction, and their size, whether committed or not.
  std::size_t journal_entries() const { return journal_entries_; }
  std::size_t journal_bytes() const { return journal_bytes_; }
  // Size of the write-ahead log after the last commit.
  int wal_pages() const { return wal_pages_; }

 private:
  struct Statements {
    Statement create, append, retire, save_snapshot, drop, drop_snapshot;
    Statement journal, add_chunk, set_head, clear_journal;
    Statement oldest_chunks, delete_chunks, delete_from_journal, forget;
  };
  class Compaction;

  LogStore(Database database, Statements statements);
  static int on_commit(void* self, sqlite3* handle, const char* name, int pages);

  Database database_;
  Statements statements_;
  std::size_t journal_entries_ = 0;
  std::size_t journal_bytes_ = 0;
  int wal_pages_ = 0;
};

}  // namespace mcs::sqlite
