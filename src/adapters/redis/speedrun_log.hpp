// The speedrun log on Redis or Valkey, for the distributed form: any number of processes, each with
// one of these, share the speedruns' logs.
#pragma once

#include <memory>

#include "adapters/redis/log_observer.hpp"
#include "adapters/redis/options.hpp"
#include "ports/speedrun_log.hpp"

namespace mcs::redis {

// Any thread may call it; the work is done on a thread of its own. Close it before its callers'
// event loops end. While a server cannot be reached, its speedruns are Unavailable, at once.
class RedisSpeedrunLog final : public ports::SpeedrunLog {
 public:
  // Does not wait for the servers: it connects by itself, and goes on trying. BadRequest if an
  // option is wrong. `observer` is used on the log's own thread.
  static Result<std::unique_ptr<RedisSpeedrunLog>> open(RedisOptions options,
                                                        LogObserver& observer);
  ~RedisSpeedrunLog() override;

  // Whether all servers can be used just now.
  bool connected() const;
  // Blocks until connected(); the reason why not if that takes longer.
  Result<void> wait_until_connected(std::chrono::milliseconds at_most) const;

  // Blocks until what was asked for before is done, or has failed. Waiting readers, and whoever
  // calls later, hear Unavailable.
  void close();

  ports::Async<Position> create(SpeedrunId id, Bytes first_entry,
                                domain::Duration keep_for) override;
  ports::Async<Position> append(SpeedrunId id, Bytes entry) override;
  ports::Async<std::vector<ports::LogEntry>> read(SpeedrunId id, Position after,
                                                  domain::Duration wait) override;
  ports::Async<void> save_snapshot(SpeedrunId id, ports::LogSnapshot snapshot) override;
  ports::Async<std::optional<ports::LogSnapshot>> load_snapshot(SpeedrunId id) override;
  ports::Async<void> retire(SpeedrunId id, domain::Duration keep_for) override;
  // Of the servers that can be reached; an error if none can.
  ports::Async<std::vector<SpeedrunId>> unfinished(domain::Duration idle,
                                                   std::size_t limit) override;

 private:
  struct Parts;

  explicit RedisSpeedrunLog(std::unique_ptr<Parts> parts);

  std::unique_ptr<Parts> parts_;
};

}  // namespace mcs::redis
