// A server program for a test: runs on a free port of this machine, and dies with its owner.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <sys/types.h>
#include <vector>

namespace mcs::test {

class ServerProcess {
 public:
  // The command line that makes it listen on 127.0.0.1 and this port.
  using Command = std::function<std::vector<std::string>(std::uint16_t port)>;

  // Waits until it accepts connections; throws if it does not.
  explicit ServerProcess(const Command& command);
  ~ServerProcess();
  ServerProcess(const ServerProcess&) = delete;
  ServerProcess& operator=(const ServerProcess&) = delete;

  std::uint16_t port() const { return port_; }
  // "http://127.0.0.1:<port>"
  std::string url() const;

 private:
  bool start(const Command& command);
  bool wait_until_it_accepts();

  pid_t pid_ = -1;
  std::uint16_t port_ = 0;
};

}  // namespace mcs::test
