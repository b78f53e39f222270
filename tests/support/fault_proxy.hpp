// A TCP proxy that breaks connections in every way a network does, for tests of what talks through
// it.
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <list>
#include <memory>

#include "support/event_loop.hpp"

namespace mcs::test {

// Any thread may call it; each call has taken effect when it returns.
class FaultProxy {
 public:
  enum class Direction { ToServer, ToClient };

  // Listens on a port of 127.0.0.1, and connects to another there.
  explicit FaultProxy(std::uint16_t server_port);
  ~FaultProxy();

  std::uint16_t port() const { return port_; }
  // Where connections made from now on lead to.
  void lead_to(std::uint16_t server_port);

  // Every piece of data arrives so much later.
  void set_latency(std::chrono::milliseconds each_way);
  // Data in this direction stands still; connections stay open, and new ones are accepted.
  void stall(Direction direction);
  // Both directions: to each side the other is gone without a word.
  void partition();
  // What stood still goes on; in connections that are still there.
  void heal();
  // Resets all connections.
  void reset();
  // Resets all connections, and refuses new ones until it is allowed again.
  void refuse(bool refused = true);
  // Connections that were ever accepted.
  std::size_t accepted() const { return accepted_; }

 private:
  using Socket = boost::asio::ip::tcp::socket;
  struct Connection;

  template <class Change>
  void apply(Change change);
  void listen();
  void reset_now();
  boost::asio::awaitable<void> accept();
  boost::asio::awaitable<void> serve(std::shared_ptr<Connection> connection);
  boost::asio::awaitable<void> pump(std::shared_ptr<Connection> connection, Direction direction);
  bool& stalled(Direction direction) {
    return direction == Direction::ToServer ? to_server_stalled_ : to_client_stalled_;
  }

  std::uint16_t server_port_;
  std::uint16_t port_ = 0;
  std::chrono::milliseconds latency_{0};
  bool to_server_stalled_ = false;
  bool to_client_stalled_ = false;
  std::atomic<std::size_t> accepted_ = 0;
  std::list<std::weak_ptr<Connection>> connections_;
  // Last: its thread ends before what it uses.
  EventLoop loop_;
  std::unique_ptr<boost::asio::ip::tcp::acceptor> acceptor_;
};

}  // namespace mcs::test
