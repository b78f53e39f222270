// How the speedrun log on SQLite is set up, and who watches it work.
#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>

#include "base/error.hpp"

namespace mcs::sqlite {

struct SpeedrunLogOptions {
  std::filesystem::path file;
  // At most one commit in this time: under load, appends share commits, which cost more CPU than
  // they do. An append on an idle log does not wait.
  std::chrono::microseconds commit_interval{4'000};
  // The journal is compacted when it holds this many entries, or bytes of them.
  std::size_t journal_entries = 4'096;
  std::size_t journal_bytes = 4 * 1024 * 1024;
  // The write-ahead log is copied into the database when it has this many pages of 4 KiB.
  int checkpoint_pages = 2'048;
  // The latest entries of all speedruns are kept in memory for readers.
  std::size_t tail_bytes = 64 * 1024 * 1024;
  // How often expired speedruns are looked for.
  std::chrono::milliseconds purge_interval{5'000};
};

// What the log's own thread tells whoever measures it. Calls must be short and not throw.
class LogObserver {
 public:
  virtual ~LogObserver() = default;

  // An append became durable this long after it was asked for.
  virtual void appended(std::chrono::nanoseconds latency) = 0;
  // A commit of so many requests took this long.
  virtual void committed(std::size_t requests, std::chrono::nanoseconds duration) = 0;
  // A commit, a compaction, a checkpoint or a purge failed; it is tried again.
  virtual void failed(const Error& error) = 0;
};

}  // namespace mcs::sqlite
