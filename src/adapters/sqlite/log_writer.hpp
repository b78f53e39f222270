// The speedrun log's one writer: a thread that commits whatever was asked for since its last
// commit in one transaction, and keeps the database tidy in between.
#pragma once

#include <memory>
#include <thread>

#include "adapters/sqlite/upkeep.hpp"
#include "adapters/sqlite/write_queue.hpp"

namespace mcs::sqlite {

class LogWriter {
 public:
  // Fills the index and starts the thread. What is passed by reference outlives the writer.
  static Result<std::unique_ptr<LogWriter>> start(std::unique_ptr<LogStore> store, LogIndex& index,
                                                  LogReader& reader, ports::Clock& clock,
                                                  LogObserver& observer,
                                                  SpeedrunLogOptions options);
  ~LogWriter();

  // --- For any thread ---

  void submit(WriteRequest request);
  // The writer ends waits too: it must be awake at their deadlines.
  void wake_by(LogIndex::SteadyTime deadline) { queue_.wake_by(deadline); }
  // Blocks until everything submitted before is committed. Later requests are Unavailable.
  void close();

 private:
  LogWriter(std::unique_ptr<LogStore> store, LogIndex& index, LogReader& reader,
            ports::Clock& clock, LogObserver& observer, SpeedrunLogOptions options);

  Result<void> load();
  void run();
  void commit(std::vector<WriteRequest> requests);

  const SpeedrunLogOptions options_;
  std::unique_ptr<LogStore> store_;
  LogIndex& index_;
  LogReader& reader_;
  ports::Clock& clock_;
  LogObserver& observer_;
  WriteQueue queue_;
  Upkeep upkeep_;
  std::thread thread_;
};

}  // namespace mcs::sqlite
