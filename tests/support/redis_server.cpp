#include "support/redis_server.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <chrono>
#include <fstream>
#include <stdexcept>
#include <thread>

#include "support/event_loop.hpp"

namespace mcs::test {

namespace asio = boost::asio;

std::uint16_t free_port() {
  asio::io_context context;
  asio::ip::tcp::acceptor acceptor(context, {asio::ip::address_v4::loopback(), 0});
  return acceptor.local_endpoint().port();
}

RedisServer::RedisServer(RedisServerSettings settings) : settings_(std::move(settings)) {
  // Somebody else may take the port first.
  for (int attempt = 0; attempt < 5; ++attempt) {
    port_ = free_port();
    if (start()) return;
  }
  std::string last_line;
  std::ifstream log(directory_ / "server.log");
  for (std::string line; std::getline(log, line);) last_line = line;
  throw std::runtime_error("redis-server does not start: " + last_line);
}

void RedisServer::restart() {
  kill();
  if (!start()) throw std::runtime_error("redis-server does not start again");
}

bool RedisServer::start() {
  std::vector<std::string> arguments{"redis-server",
                                     "--port",
                                     std::to_string(port_),
                                     "--bind",
                                     "127.0.0.1",
                                     "--dir",
                                     directory_.path().string(),
                                     "--save",
                                     "",
                                     "--appendonly",
                                     "yes",
                                     "--appendfsync",
                                     "always",
                                     "--repl-diskless-sync-delay",
                                     "0"};
  arguments.insert(arguments.end(), settings_.arguments.begin(), settings_.arguments.end());
  process_ = std::make_unique<ChildProcess>(std::move(arguments), directory_ / "server.log");
  const auto end = std::chrono::steady_clock::now() + patience;
  while (process_->running() && std::chrono::steady_clock::now() < end) {
    try {
      if (command({"PING"}) == "PONG\n") return true;
    } catch (const std::runtime_error&) {
    }
    std::this_thread::sleep_for(std::chrono::milliseconds{10});
  }
  return false;
}

std::string RedisServer::command(const std::vector<std::string>& words) {
  std::vector<std::string> arguments{"redis-cli", "-e", "--no-auth-warning", "-p",
                                     std::to_string(port_)};
  arguments.insert(arguments.end(), settings_.cli_arguments.begin(), settings_.cli_arguments.end());
  arguments.insert(arguments.end(), words.begin(), words.end());
  return run_program(std::move(arguments), cli_directory_.path());
}

}  // namespace mcs::test
