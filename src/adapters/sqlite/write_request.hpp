// What callers ask the speedrun log's writer to do.
#pragma once

#include <chrono>
#include <variant>

#include "base/bytes.hpp"
#include "domain/time.hpp"
#include "ports/completion.hpp"
#include "ports/speedrun_log.hpp"

namespace mcs::sqlite {

struct CreateLog {
  Bytes first_entry;
  domain::Duration keep_for;
  ports::Completion<Position> done;
};

struct AppendEntry {
  Bytes entry;
  ports::Completion<Position> done;
};

struct SaveSnapshot {
  ports::LogSnapshot snapshot;
  ports::Completion<void> done;
};

struct RetireLog {
  domain::Duration keep_for;
  ports::Completion<void> done;
};

struct WriteRequest {
  SpeedrunId id;
  std::variant<CreateLog, AppendEntry, SaveSnapshot, RetireLog> what;
  std::chrono::steady_clock::time_point asked_at = std::chrono::steady_clock::now();
};

}  // namespace mcs::sqlite
