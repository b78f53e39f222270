// A log as an instance on a bad day sees it: slow, unreachable, unsure whether an append happened,
// writing it twice. What is in the log stays in the log.
#pragma once

#include <random>

#include "ports/speedrun_log.hpp"
#include "virtual_clock.hpp"

namespace mcs::simulation {

struct LogFaults {
  Duration max_delay{0};
  // In a thousand.
  unsigned fail_before = 0;  // The append does not happen, and fails.
  unsigned fail_after = 0;   // The append happens, and fails.
  unsigned repeat = 0;       // The append happens twice.
  unsigned fail_read = 0;
};

class FaultyLog final : public ports::SpeedrunLog {
 public:
  FaultyLog(ports::SpeedrunLog& log, VirtualClock& clock, std::mt19937& random,
            Duration append_interval)
      : log_(log), clock_(clock), random_(random), append_interval_(append_interval) {}

  void set_faults(LogFaults faults) { faults_ = faults; }
  // Nothing gets through until the outage is over.
  void set_outage(bool outage) { outage_ = outage; }
  // Whether an append followed one that succeeded sooner than it may.
  bool was_hurried() const { return hurried_; }
  // The instance is dead: its calls never come back, and those on their way do not happen.
  void kill() { dead_ = true; }

  ports::Async<Position> create(SpeedrunId id, Bytes first_entry, Duration keep_for) override;
  ports::Async<Position> append(SpeedrunId id, Bytes entry) override;
  ports::Async<std::vector<ports::LogEntry>> read(SpeedrunId id, Position after,
                                                  Duration wait) override;
  ports::Async<void> save_snapshot(SpeedrunId id, ports::LogSnapshot snapshot) override;
  ports::Async<std::optional<ports::LogSnapshot>> load_snapshot(SpeedrunId id) override;
  ports::Async<void> retire(SpeedrunId id, Duration keep_for) override;
  ports::Async<std::vector<SpeedrunId>> unfinished(Duration idle, std::size_t limit) override;

 private:
  // Waits as long as the way takes; fails if the log cannot be reached.
  ports::Async<void> travel();
  ports::Async<Position> try_append(SpeedrunId id, Bytes entry);
  boost::asio::awaitable<void> never();
  bool happens(unsigned in_a_thousand) { return random_() % 1'000 < in_a_thousand; }

  ports::SpeedrunLog& log_;
  VirtualClock& clock_;
  std::mt19937& random_;
  Duration append_interval_;
  Instant last_append_;
  bool hurried_ = false;
  LogFaults faults_;
  bool outage_ = false;
  bool dead_ = false;
};

}  // namespace mcs::simulation
