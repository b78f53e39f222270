// Speedrun logs in memory: the port's promises but durability. For tests and the simulator.
#pragma once

#include <map>
#include <memory>
#include <mutex>

#include "adapters/memory/waiting_room.hpp"
#include "ports/clock.hpp"
#include "ports/speedrun_log.hpp"

namespace mcs::memory {

// Deterministic: what it does depends on the order of calls and the clock only. Any thread may call
// it. Destroy it before its callers' event loops.
class MemorySpeedrunLog final : public ports::SpeedrunLog {
 public:
  explicit MemorySpeedrunLog(ports::Clock& clock) : clock_(clock) {}

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
  struct Log {
    std::vector<Bytes> entries;
    domain::Instant last_append;
    domain::Duration keep_for;
    std::optional<domain::Instant> retired_until;
    std::optional<ports::LogSnapshot> snapshot;
    // Outlives the log for those who wait in it.
    std::shared_ptr<WaitingRoom> readers = std::make_shared<WaitingRoom>();

    domain::Instant expires_at() const { return retired_until.value_or(last_append + keep_for); }
  };

  // UnknownQuiz if there is none or it has expired. Needs the mutex.
  Result<Log*> find(SpeedrunId id);

  ports::Clock& clock_;
  std::mutex mutex_;
  std::map<SpeedrunId, Log> logs_;
};

}  // namespace mcs::memory
