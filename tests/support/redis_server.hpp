// A real Redis server for a test, on a port and in a directory of its own.
#pragma once

#include <memory>

#include "support/child_process.hpp"
#include "support/temporary_directory.hpp"

namespace mcs::test {

struct RedisServerSettings {
  // Added to the command line; later ones win over the server's own, which are durable.
  std::vector<std::string> arguments;
  // Prepended to redis-cli's commands, for servers that ask for a password or TLS.
  std::vector<std::string> cli_arguments;
};

class RedisServer {
 public:
  // Waits until it answers. Throws if redis-server is not installed or does not start.
  explicit RedisServer(RedisServerSettings settings = {});

  std::uint16_t port() const { return port_; }
  std::string url() const { return "redis://127.0.0.1:" + std::to_string(port_); }
  const std::filesystem::path& directory() const { return directory_.path(); }

  void kill() { process_.reset(); }
  // On the same port with the same data, after kill() or over the running one. Waits until it
  // answers.
  void restart();
  void stand_still() { process_->stand_still(); }
  void go_on() { process_->go_on(); }

  // What redis-cli prints for this command.
  std::string command(const std::vector<std::string>& words);

 private:
  bool start();

  RedisServerSettings settings_;
  TemporaryDirectory directory_;
  TemporaryDirectory cli_directory_;
  std::uint16_t port_ = 0;
  std::unique_ptr<ChildProcess> process_;
};

// A TCP port of 127.0.0.1 that nobody uses just now.
std::uint16_t free_port();

}  // namespace mcs::test
