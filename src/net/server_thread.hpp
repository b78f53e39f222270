// The part of a server that lives on one I/O thread. Made, used and destroyed there.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "base/result.hpp"
#include "net/http_service.hpp"
#include "net/listener.hpp"
#include "net/websocket_engine.hpp"

namespace mcs::net {

class ServerThread {
 public:
  ServerThread(IoThread& thread, const ServerOptions& options, const Router& router,
               Observer& observer, ConnectionBudget& budget, WebSocketCounters& counters);

  // The port that the addresses have; all the same.
  Result<std::uint16_t> listen(std::span<const ListenAddress> addresses);

  // Takes no new connections and lets the present ones end: WebSockets are told to go elsewhere.
  void drain();
  // Ends them.
  void abort();
  // Calls back, from a turn of its own, once no connection is left.
  void when_empty(std::function<void()> callback);

 private:
  IoThread& thread_;
  Observer& observer_;
  ConnectionBudget& budget_;
  WebSocketEngine websockets_;
  HttpService http_;
  std::vector<std::unique_ptr<Listener>> listeners_;
};

}  // namespace mcs::net
