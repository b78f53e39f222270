// A server program for a test, on a port of its own on this machine.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "support/child_process.hpp"
#include "support/temporary_directory.hpp"

namespace mcs::test {

class ServerProcess {
 public:
  // The command line that makes it listen on 127.0.0.1 and this port.
  using Command = std::function<std::vector<std::string>(std::uint16_t port)>;

  // Waits until it accepts connections; throws if it does not.
  explicit ServerProcess(const Command& command);

  std::uint16_t port() const { return port_; }
  // "http://127.0.0.1:<port>"
  std::string url() const;

 private:
  bool start(const Command& command);
  std::string printed() const;

  TemporaryDirectory directory_;
  std::uint16_t port_ = 0;
  std::unique_ptr<ChildProcess> process_;
};

}  // namespace mcs::test
