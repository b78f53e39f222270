#include "adapters/sqlite/speedrun_log.hpp"

#include <algorithm>

#include "adapters/sqlite/log_schema.hpp"
#include "adapters/sqlite/log_writer.hpp"

namespace mcs::sqlite {

using domain::Duration;
using ports::Async;
using ports::Completion;
using ports::LogEntry;
using ports::LogSnapshot;

namespace {

// A wait's end is a point of the steady clock, which does not reach for ever.
constexpr Duration longest_wait = std::chrono::hours{24};

}  // namespace

struct SqliteSpeedrunLog::Parts {
  Parts(ports::Clock& the_clock, DatabaseFile opened, std::size_t tail_bytes)
      : clock(the_clock), file(std::move(opened)), index(tail_bytes) {}

  Async<LogIndex::Entries> read_stored(LogIndex::Stored stored);
  Async<LogIndex::Entries> wait_for_entries(SpeedrunId id, Position after, Duration wait);
  Async<std::optional<LogSnapshot>> load_snapshot(LogRow log);

  ports::Clock& clock;
  DatabaseFile file;
  LogIndex index;
  std::unique_ptr<LogReader> reader;
  std::unique_ptr<LogWriter> writer;
};

Result<std::unique_ptr<SqliteSpeedrunLog>> SqliteSpeedrunLog::open(SpeedrunLogOptions options,
                                                                   ports::Clock& clock,
                                                                   LogObserver& observer) {
  auto file = DatabaseFile::open(options.file, log_schema);
  if (!file) return fail(file.error());
  auto parts = std::make_unique<Parts>(clock, std::move(*file), options.tail_bytes);

  auto for_writing = parts->file.connect();
  if (!for_writing) return fail(for_writing.error());
  auto store = LogStore::open(std::move(*for_writing), options.checkpoint_pages);
  if (!store) return fail(store.error());

  auto for_reading = parts->file.connect();
  if (!for_reading) return fail(for_reading.error());
  auto reader = LogReader::open(std::move(*for_reading));
  if (!reader) return fail(reader.error());
  parts->reader = std::move(*reader);

  auto writer = LogWriter::start(std::move(*store), parts->index, *parts->reader, clock, observer,
                                 std::move(options));
  if (!writer) return fail(writer.error());
  parts->writer = std::move(*writer);
  return std::unique_ptr<SqliteSpeedrunLog>(new SqliteSpeedrunLog(std::move(parts)));
}

SqliteSpeedrunLog::SqliteSpeedrunLog(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

SqliteSpeedrunLog::~SqliteSpeedrunLog() {
  close();
}

void SqliteSpeedrunLog::close() {
  parts_->writer->close();
  LogIndex::Deliveries deliveries;
  parts_->index.close(deliveries);
  parts_->reader->answer(std::move(deliveries));
  parts_->reader->close();
}

Async<Position> SqliteSpeedrunLog::create(SpeedrunId id, Bytes first_entry, Duration keep_for) {
  return ports::suspend<Position>(
      [this, id, entry = std::move(first_entry), keep_for](Completion<Position> done) mutable {
        parts_->writer->submit({id, CreateLog{std::move(entry), keep_for, std::move(done)}});
      });
}

Async<Position> SqliteSpeedrunLog::append(SpeedrunId id, Bytes entry) {
  return ports::suspend<Position>(
      [this, id, entry = std::move(entry)](Completion<Position> done) mutable {
        parts_->writer->submit({id, AppendEntry{std::move(entry), std::move(done)}});
      });
}

Async<void> SqliteSpeedrunLog::save_snapshot(SpeedrunId id, LogSnapshot snapshot) {
  return ports::suspend<void>(
      [this, id, snapshot = std::move(snapshot)](Completion<void> done) mutable {
        parts_->writer->submit({id, SaveSnapshot{std::move(snapshot), std::move(done)}});
      });
}

Async<void> SqliteSpeedrunLog::retire(SpeedrunId id, Duration keep_for) {
  return ports::suspend<void>([this, id, keep_for](Completion<void> done) {
    parts_->writer->submit({id, RetireLog{keep_for, std::move(done)}});
  });
}

// Most readers find what they ask for in memory, and are not suspended at all.
Async<std::vector<LogEntry>> SqliteSpeedrunLog::read(SpeedrunId id, Position after, Duration wait) {
  auto found = parts_->index.find_entries(id, after, parts_->clock.now());
  if (!found) co_return fail(std::move(found.error()));
  if (const auto* stored = std::get_if<LogIndex::Stored>(&*found))
    co_return co_await parts_->read_stored(*stored);
  auto entries = std::get<LogIndex::Entries>(std::move(*found));
  if (!entries.empty() || wait <= Duration{0}) co_return entries;
  co_return co_await parts_->wait_for_entries(id, after, wait);
}

Async<LogIndex::Entries> SqliteSpeedrunLog::Parts::read_stored(LogIndex::Stored stored) {
  return ports::suspend<LogIndex::Entries>([this, stored](Completion<LogIndex::Entries> done) {
    reader->read(stored, std::move(done));
  });
}

Async<LogIndex::Entries> SqliteSpeedrunLog::Parts::wait_for_entries(SpeedrunId id, Position after,
                                                                    Duration wait) {
  const auto deadline = std::chrono::steady_clock::now() + std::min(wait, longest_wait);
  return ports::suspend<LogIndex::Entries>(
      [this, id, after, deadline](Completion<LogIndex::Entries> done) {
        const auto key = index.new_wait(deadline);
        done.on_cancel([this, key] {
          LogIndex::Deliveries deliveries;
          index.abandon(key, deliveries);
          reader->answer(std::move(deliveries));
        });
        LogIndex::Deliveries deliveries;
        index.wait(key, id, after, clock.now(), std::move(done), deliveries);
        if (deliveries.empty()) return writer->wake_by(deadline);
        reader->answer(std::move(deliveries));
      });
}

Async<std::optional<LogSnapshot>> SqliteSpeedrunLog::load_snapshot(SpeedrunId id) {
  const auto log = parts_->index.find_row(id, parts_->clock.now());
  if (!log) co_return fail(log.error());
  co_return co_await parts_->load_snapshot(*log);
}

Async<std::optional<LogSnapshot>> SqliteSpeedrunLog::Parts::load_snapshot(LogRow log) {
  return ports::suspend<std::optional<LogSnapshot>>(
      [this, log](Completion<std::optional<LogSnapshot>> done) {
        reader->load_snapshot(log, std::move(done));
      });
}

Async<std::vector<SpeedrunId>> SqliteSpeedrunLog::unfinished(Duration idle, std::size_t limit) {
  co_return parts_->index.unfinished(parts_->clock.now(), idle, limit);
}

}  // namespace mcs::sqlite
