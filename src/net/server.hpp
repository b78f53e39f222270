// The HTTP and WebSocket server: listens with every I/O thread, and can be drained and stopped.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <future>
#include <memory>
#include <span>
#include <vector>

#include "base/result.hpp"
#include "net/connection_budget.hpp"
#include "net/counter.hpp"
#include "net/io_thread.hpp"
#include "net/observer.hpp"
#include "net/options.hpp"
#include "net/router.hpp"

namespace mcs::net {

class ServerThread;
struct ListenAddress;

// Used from one thread that is not an I/O thread; the I/O threads run from before start() until
// after stop(). Router and observer outlive the server.
class Server {
 public:
  Server(IoThreads& threads, ServerOptions options, const Router& router, Observer& observer);
  // Stops.
  ~Server();

  // Unavailable, with a sentence for the operator, if an address cannot be listened on.
  Result<void> start();
  // Where it listens; of use when the options leave the choice to the kernel.
  std::uint16_t port() const { return port_; }

  // Stops listening, lets running requests finish and sends WebSockets elsewhere (1012). Returns
  // when all are gone or the time is over: true if all went by themselves. Then the server is
  // stopped.
  bool drain(std::chrono::milliseconds at_most);
  // Ends every connection; handlers are cancelled, and waited for.
  void stop();

  std::size_t connections() const { return budget_.taken(); }
  // One a thread. From any thread, as is connections().
  std::span<const WebSocketCounters> websocket_counters() const { return counters_; }

 private:
  Result<std::vector<ListenAddress>> listen_addresses() const;
  std::vector<std::future<void>> when_empty();
  void on_each_thread(const std::function<void(ServerThread&)>& work);

  IoThreads& threads_;
  ServerOptions options_;
  const Router& router_;
  Observer& observer_;
  ConnectionBudget budget_;
  std::vector<WebSocketCounters> counters_;
  std::uint16_t port_ = 0;
  std::vector<std::unique_ptr<ServerThread>> parts_;  // By thread; empty when not running.
};

}  // namespace mcs::net
