// The speedrun log on SQLite, for the embedded form: one process, one file, durable at every
// append.
#pragma once

#include <memory>

#include "adapters/sqlite/log_options.hpp"
#include "ports/clock.hpp"
#include "ports/speedrun_log.hpp"

namespace mcs::sqlite {

// Any thread may call it; none of its callers is ever blocked by the disk. Close it before its
// callers' event loops end.
class SqliteSpeedrunLog final : public ports::SpeedrunLog {
 public:
  // Blocks. Unavailable if another process uses the file. `clock` and `observer` are used on the
  // log's own thread.
  static Result<std::unique_ptr<SqliteSpeedrunLog>> open(SpeedrunLogOptions options,
                                                         ports::Clock& clock,
                                                         LogObserver& observer);
  ~SqliteSpeedrunLog() override;

  // Blocks until what was asked for before is done. Waiting readers, and whoever calls later, hear
  // Unavailable.
  void close();

  ports::Async<Position> create(SpeedrunId id, Bytes first_entry,
                                domain::Duration keep_for) override;
  ports::Async<Position> append(SpeedrunId id, Bytes entry) override;
  ports::Async<std::vector<ports::LogEntry>> read(SpeedrunId id, Position after,
                                                  domain::Duration wait) override;
  ports::Async<void> save_snapshot(SpeedrunId id, ports::LogSnapshot snapshot) override;
  ports::Async<std::optional<ports::LogSnapshot>> load_snapshot(SpeedrunId id) override;
  ports::Async<void> retire(SpeedrunId id, domain::Duration keep_for) override;
  ports::Async<std::vector<SpeedrunId>> unfinished(domain::Duration idle,
                                                   std::size_t limit) override;

 private:
  struct Parts;

  explicit SqliteSpeedrunLog(std::unique_ptr<Parts> parts);

  std::unique_ptr<Parts> parts_;
};

}  // namespace mcs::sqlite
