// A listening socket of one thread. Each thread has its own, on the same address and port: the
// kernel spreads the connections, and no descriptor is ever passed between threads.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>

#include "base/result.hpp"
#include "net/connection_budget.hpp"
#include "net/observer.hpp"
#include "net/socket.hpp"

namespace mcs::net {

struct ListenAddress {
  boost::asio::ip::tcp::endpoint endpoint;
  bool only_v6 = false;  // Of an IPv6 address: leave IPv4 to another listener.
};

// Fails if somebody else listens there: the kernel would let two servers of one user share a port
// that both open as this library's threads do.
Result<void> check_free(const ListenAddress& address);

// Lives on its thread. May be destroyed at any time there.
class Listener {
 public:
  // A connection that is within the budget, with the peer's address.
  using Accepted = std::function<void(Socket, const boost::asio::ip::address&)>;

  Listener(IoThread& thread, Observer& observer, ConnectionBudget& budget, Accepted accepted);

  // Port 0 is any free one. On success connections are accepted from now on.
  Result<void> open(const ListenAddress& address);
  std::uint16_t port() const { return port_; }

 private:
  void accept();
  void on_accepted(boost::system::error_code error, Socket socket);
  void pause();

  Observer& observer_;
  ConnectionBudget& budget_;
  Accepted accepted_;
  // Shared with pending operations alone, which so know whether the listener is still there.
  std::shared_ptr<Acceptor> acceptor_;
  boost::asio::ip::tcp::endpoint peer_;
  Timer pause_;
  std::uint16_t port_ = 0;
};

}  // namespace mcs::net
