#include "adapters/sqlite/log_reader.hpp"

#include "adapters/sqlite/chunk.hpp"

namespace mcs::sqlite {

using ports::LogSnapshot;

Result<std::unique_ptr<LogReader>> LogReader::open(Database database) {
  Preparer prepare(database);
  Statements statements{
      .begin = prepare("BEGIN"),
      .end = prepare("COMMIT"),
      .chunks = prepare("SELECT first_position, last_position, entries FROM chunks "
                        "WHERE speedrun = ? AND last_position > ? ORDER BY last_position"),
      .journal = prepare("SELECT position, entry FROM journal "
                         "WHERE speedrun = ? AND position > ? ORDER BY sequence"),
      .snapshot = prepare("SELECT position, state FROM snapshots WHERE speedrun = ?"),
  };
  if (!prepare.result()) return fail(prepare.result().error());
  return std::unique_ptr<LogReader>(new LogReader(std::move(database), std::move(statements)));
}

LogReader::~LogReader() {
  close();
}

void LogReader::close() {
  thread_.join();
}

void LogReader::read(LogIndex::Stored stored, ports::Completion<Entries> done) {
  boost::asio::post(thread_,
                    [this, stored, done = std::move(done)]() mutable { done(read_now(stored)); });
}

void LogReader::answer(LogIndex::Deliveries deliveries) {
  for (auto& [reader, found] : deliveries) {
    if (!found)
      reader(fail(std::move(found.error())));
    else if (const auto* stored = std::get_if<LogIndex::Stored>(&*found))
      read(*stored, std::move(reader));
    else
      reader(std::get<Entries>(std::move(*found)));
  }
}

void LogReader::load_snapshot(LogRow log, ports::Completion<std::optional<LogSnapshot>> done) {
  boost::asio::post(
      thread_, [this, log, done = std::move(done)]() mutable { done(load_snapshot_now(log)); });
}

void LogReader::checkpoint(std::function<void(Result<void>)> done) {
  boost::asio::post(thread_, [this, done = std::move(done)] { done(database_.checkpoint()); });
}

Result<LogReader::Entries> LogReader::read_now(LogIndex::Stored stored) {
  // One view of both tables: a compaction in between would hide the entries that it moves.
  if (auto begun = statements_.begin.run(); !begun) return fail(begun.error());
  Entries entries;
  const auto collected = collect(stored, entries);
  const auto ended = statements_.end.run();
  if (!collected) return fail(collected.error());
  if (!ended) return fail(ended.error());
  if (entries.empty()) return fail(ErrorCode::UnknownQuiz);
  return entries;
}

Result<void> LogReader::collect(LogIndex::Stored stored, Entries& entries) {
  std::size_t size = 0;
  const auto full = [&] {
    return entries.size() >= ports::SpeedrunLog::read_limit || size >= answer_bytes;
  };
  auto done = statements_.chunks.each(
      [&](Row row) -> Result<bool> {
        const Position first{static_cast<std::uint64_t>(row.integer(0))};
        const Position last{static_cast<std::uint64_t>(row.integer(1))};
        const std::string_view chunk = row.blob(2);
        size += chunk.size();
        if (auto read = read_chunk(chunk, first, last, stored.after, entries); !read)
          return fail(read.error());
        return !full();
      },
      stored.log.value, stored.after.value);
  if (!done || full()) return done;
  return statements_.journal.each(
      [&](Row row) {
        const Position position{static_cast<std::uint64_t>(row.integer(0))};
        entries.push_back({position, Bytes(row.blob(1))});
        size += entries.back().bytes.size();
        return !full();
      },
      stored.log.value, stored.after.value);
}

Result<std::optional<LogSnapshot>> LogReader::load_snapshot_now(LogRow log) {
  std::optional<LogSnapshot> snapshot;
  const auto done = statements_.snapshot.each(
      [&](Row row) {
        const Position position{static_cast<std::uint64_t>(row.integer(0))};
        snapshot = LogSnapshot{position, Bytes(row.blob(1))};
      },
      log.value);
  if (!done) return fail(done.error());
  return snapshot;
}

}  // namespace mcs::sqlite
