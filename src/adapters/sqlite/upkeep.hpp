// What the speedrun log's writer does between commits: ends waits, compacts, checkpoints, purges.
// Each piece of work is small, for appends wait while it is done.
#pragma once

#include <atomic>
#include <deque>
#include <functional>

#include "adapters/sqlite/log_index.hpp"
#include "adapters/sqlite/log_options.hpp"
#include "adapters/sqlite/log_reader.hpp"
#include "adapters/sqlite/log_store.hpp"
#include "ports/clock.hpp"

namespace mcs::sqlite {

class Upkeep {
 public:
  using SteadyTime = LogIndex::SteadyTime;

  // `wake` makes the writer call run() soon; it is called on other threads.
  Upkeep(LogStore& store, LogIndex& index, LogReader& reader, ports::Clock& clock,
         LogObserver& observer, const SpeedrunLogOptions& options, std::function<void()> wake);

  // Goes on purging what an earlier process dropped.
  void resume_purge(std::vector<LogRow> dropped);

  // Does what is due; returns when to come back at the latest.
  SteadyTime run();

  // Frees the codes of expired logs. False if that failed.
  bool drop(const std::vector<SpeedrunId>& ids);

 private:
  void end_waits();
  void compact();
  void checkpoint();
  void purge();
  void report(const Result<void>& result);

  LogStore& store_;
  LogIndex& index_;
  LogReader& reader_;
  ports::Clock& clock_;
  LogObserver& observer_;
  const SpeedrunLogOptions& options_;
  const std::function<void()> wake_;

  enum class Checkpoint { Idle, ByReader, ToFinish };
  std::atomic<Checkpoint> checkpoint_ = Checkpoint::Idle;
  int checkpointed_pages_ = 0;  // How large the write-ahead log was at the last checkpoint.

  SteadyTime next_purge_{};
  std::deque<LogRow> dropped_;
};

}  // namespace mcs::sqlite
