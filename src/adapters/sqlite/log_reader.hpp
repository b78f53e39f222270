// The speedrun log's second connection, on a thread of its own: reads what is no longer in memory
// and checkpoints, while the writer goes on committing.
#pragma once

#include <atomic>
#include <boost/asio/thread_pool.hpp>
#include <functional>
#include <memory>

#include "adapters/sqlite/log_index.hpp"
#include "adapters/sqlite/log_store.hpp"
#include "ports/completion.hpp"
#include "ports/speedrun_log.hpp"

namespace mcs::sqlite {

// Any thread may call it.
class LogReader {
 public:
  using Entries = LogIndex::Entries;

  static Result<std::unique_ptr<LogReader>> open(Database database);
  ~LogReader();
  // Blocks until what was asked for is done; nothing may be asked for after it.
  void close();

  // UnknownQuiz if it has no such entries: the caller knows that there were some.
  void read(LogIndex::Stored stored, ports::Completion<Entries> done);
  // Answers waiting readers, reading from the database for those who need it.
  void answer(LogIndex::Deliveries deliveries);
  void load_snapshot(LogRow log, ports::Completion<std::optional<ports::LogSnapshot>> done);
  // Copies what the write-ahead log holds into the database, then calls `done` on the reader's
  // thread.
  void checkpoint(std::function<void(Result<void>)> done);

 private:
  struct Statements {
    Statement begin, end, chunks, journal, snapshot;
  };

  LogReader(Database database, Statements statements)
      : database_(std::move(database)), statements_(std::move(statements)) {}

  Result<Entries> read_now(LogIndex::Stored stored);
  Result<void> collect(LogIndex::Stored stored, Entries& entries);
  Result<std::optional<ports::LogSnapshot>> load_snapshot_now(LogRow log);

  Database database_;
  Statements statements_;
  boost::asio::thread_pool thread_{1};
};

}  // namespace mcs::sqlite
