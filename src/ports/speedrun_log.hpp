// The log of each speedrun: ordered, durable, and the only truth about it.
#pragma once

#include <chrono>
#include <optional>
#include <vector>

#include "base/access_code.hpp"
#include "base/bytes.hpp"
#include "base/ids.hpp"
#include "domain/time.hpp"
#include "ports/async.hpp"

namespace mcs::ports {

// What one append() wrote: opaque here, see domain/log_codec.hpp.
struct LogEntry {
  Position position;
  Bytes bytes;

  friend bool operator==(const LogEntry&, const LogEntry&) = default;
};

// A speedrun's state as of `position`: folding goes on with the entry after it.
struct LogSnapshot {
  Position position;
  Bytes bytes;

  friend bool operator==(const LogSnapshot&, const LogSnapshot&) = default;
};

// Order: entries of a speedrun have positions 1, 2, 3, … without gaps, the same for every reader.
// Atomicity: an entry is there whole or not at all. Durability: a position that append() returned
// survives the death of any process, at once. Repetition: an append that failed may have happened
// all the same (Error retryable); appending again may write the entry twice, which folding
// tolerates. Different speedruns are independent of each other. All but create() and unfinished()
// fail with UnknownQuiz if there is no such log, or it has expired.
class SpeedrunLog {
 public:
  virtual ~SpeedrunLog() = default;

  // Begins a log with its first entry. AlreadyExists if the code is in use, by a live speedrun or
  // one whose log is kept. The log expires `keep_for` after its last append.
  virtual Async<Position> create(SpeedrunId id, Bytes first_entry, domain::Duration keep_for) = 0;

  // Appends one entry.
  virtual Async<Position> append(SpeedrunId id, Bytes entry) = 0;

  // The entries after `after`, in order: at most `read_limit` of them, and fewer if they are large,
  // though there be more. If there are none yet, waits up to `wait` for the next; an empty result
  // means that none came. The wait ends early if the log expires or the caller is cancelled.
  static constexpr std::size_t read_limit = 512;
  virtual Async<std::vector<LogEntry>> read(SpeedrunId id, Position after,
                                            domain::Duration wait) = 0;

  // Keeps the latest snapshot: one with a lower position than that kept is ignored.
  virtual Async<void> save_snapshot(SpeedrunId id, LogSnapshot snapshot) = 0;
  virtual Async<std::optional<LogSnapshot>> load_snapshot(SpeedrunId id) = 0;

  // Marks a speedrun as done: it is no longer among the unfinished, and its log is dropped
  // `keep_for` from now. Repeating it changes nothing.
  virtual Async<void> retire(SpeedrunId id, domain::Duration keep_for) = 0;

  // Speedruns that are not retired and whose last append is at least `idle` ago, the longest idle
  // first, at most `limit`: whoever folds them brings them to their end though all their
  // participants are gone.
  virtual Async<std::vector<SpeedrunId>> unfinished(domain::Duration idle, std::size_t limit) = 0;
};

}  // namespace mcs::ports
