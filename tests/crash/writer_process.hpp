// crash_writer as a child process, and what it acknowledged.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <sys/types.h>
#include <vector>

#include "crash/workload.hpp"

namespace mcs::crash {

class WriterProcess {
 public:
  enum class Checkpoints { Allowed, Never };

  WriterProcess(const std::filesystem::path& database, std::uint64_t seed,
                Checkpoints checkpoints = Checkpoints::Allowed);
  // Kills it.
  ~WriterProcess();
  WriterProcess(const WriterProcess&) = delete;
  WriterProcess& operator=(const WriterProcess&) = delete;

  // Collects acknowledgements for this long, counted from the first.
  void run_for(std::chrono::milliseconds time);
  // SIGSTOP: its files stand still.
  void stop();
  // SIGKILL; then collects what it still got out.
  void kill();

  const std::vector<Acknowledged>& acknowledged() const { return acknowledged_; }

 private:
  // False at the end of the pipe.
  bool collect(std::chrono::milliseconds at_most);

  pid_t pid_ = -1;
  int pipe_ = -1;
  std::string rest_;  // The beginning of a line.
  std::vector<Acknowledged> acknowledged_;
};

}  // namespace mcs::crash
