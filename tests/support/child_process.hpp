// Another program, run for a test: ended with it at the latest.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <sys/types.h>
#include <vector>

namespace mcs::test {

class ChildProcess {
 public:
  // Looks for `arguments[0]` in PATH; throws if it is not there. What it prints goes to `output`.
  ChildProcess(std::vector<std::string> arguments, const std::filesystem::path& output);
  // Kills it.
  ~ChildProcess();
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  bool running();
  // Waits for its end; its exit code, or 128 and the signal that ended it.
  int wait();

  void kill();         // SIGKILL, and waits for its end.
  void stand_still();  // SIGSTOP
  void go_on();        // SIGCONT

 private:
  void signal(int number);

  pid_t pid_ = -1;
  std::optional<int> exit_code_;
};

// Runs a program to its end; throws, with what it printed, if it fails. Returns what it printed.
std::string run_program(std::vector<std::string> arguments, const std::filesystem::path& directory);

}  // namespace mcs::test
