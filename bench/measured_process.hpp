// A server program being measured: started, listened for, asked what it used, and killed.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <sys/types.h>
#include <vector>

namespace mcs::bench {

std::chrono::nanoseconds cpu_time_of(pid_t process);

class MeasuredProcess {
 public:
  // Waits for the first number on its standard output that ends a line or an address: its port.
  explicit MeasuredProcess(const std::vector<std::string>& command);
  ~MeasuredProcess();
  MeasuredProcess(const MeasuredProcess&) = delete;
  MeasuredProcess& operator=(const MeasuredProcess&) = delete;

  pid_t pid() const { return pid_; }
  std::uint16_t port() const { return port_; }
  // Asks it to stop, and waits until it has.
  void stop();

  // Of all its threads, so far.
  std::chrono::nanoseconds cpu_time() const { return cpu_time_of(pid_); }
  // Resident, bytes.
  std::uint64_t memory() const;

 private:
  pid_t pid_ = -1;
  int output_ = -1;
  std::uint16_t port_ = 0;
};

}  // namespace mcs::bench
