#include "support/server_process.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <thread>

#include "support/event_loop.hpp"
#include "support/free_port.hpp"

namespace mcs::test {

namespace {

namespace asio = boost::asio;

constexpr int attempts = 3;

bool accepts(std::uint16_t port) {
  asio::io_context context;
  asio::ip::tcp::socket socket(context);
  boost::system::error_code refused;
  socket.connect({asio::ip::address_v4::loopback(), port}, refused);
  return !refused;
}

}  // namespace

ServerProcess::ServerProcess(const Command& command) {
  for (int i = 0; i < attempts; ++i)
    if (start(command)) return;
  std::string line;
  for (const auto& word : command(port_)) line += word + ' ';
  throw std::runtime_error("this server does not start (script/test installs it): " + line + '\n' +
                           printed());
}

std::string ServerProcess::url() const {
  return "http://127.0.0.1:" + std::to_string(port_);
}

bool ServerProcess::start(const Command& command) {
  port_ = free_port();
  process_ = std::make_unique<ChildProcess>(command(port_), directory_ / "output.txt");
  const auto end = std::chrono::steady_clock::now() + patience;
  while (process_->running() && std::chrono::steady_clock::now() < end) {
    if (accepts(port_)) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds{10});
  }
  return false;
}

std::string ServerProcess::printed() const {
  std::stringstream text;
  text << std::ifstream(directory_ / "output.txt").rdbuf();
  return text.str();
}

}  // namespace mcs::test
