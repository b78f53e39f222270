#include "net/server_thread.hpp"

#include <utility>

namespace mcs::net {

ServerThread::ServerThread(IoThread& thread, const ServerOptions& options, const Router& router,
                           Observer& observer, ConnectionBudget& budget,
                           WebSocketCounters& counters)
    : thread_(thread),
      observer_(observer),
      budget_(budget),
      websockets_(thread, options.websocket, observer, budget, counters),
      http_(thread, options.http, router, observer, budget, websockets_) {}

Result<std::uint16_t> ServerThread::listen(std::span<const ListenAddress> addresses) {
  std::uint16_t port = 0;
  for (ListenAddress address : addresses) {
    // The first address's port is everybody's.
    if (port != 0) address.endpoint.port(port);
    auto& listener = listeners_.emplace_back(std::make_unique<Listener>(
        thread_, observer_, budget_, [this](Socket socket, const boost::asio::ip::address& peer) {
          http_.serve(std::move(socket), peer);
        }));
    if (auto opened = listener->open(address); !opened) return fail(std::move(opened.error()));
    port = listener->port();
  }
  return port;
}

void ServerThread::drain() {
  listeners_.clear();
  http_.drain();
  websockets_.close_all(close_code::service_restart, "the server is going away");
}

void ServerThread::abort() {
  listeners_.clear();
  http_.abort_all();
  websockets_.abort_all();
}

void ServerThread::when_empty(std::function<void()> callback) {
  // In this order: an HTTP connection may still become a WebSocket, not the other way round.
  http_.when_empty([this, callback = std::move(callback)] {
    websockets_.when_empty([this, callback] { thread_.post(callback); });
  });
}

}  // namespace mcs::net
