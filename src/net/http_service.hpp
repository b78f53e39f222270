// The HTTP connections of one thread: starts them, watches their deadlines, ends them.
#pragma once

#include <boost/asio/ip/address.hpp>
#include <boost/intrusive/list.hpp>
#include <exception>
#include <functional>

#include "net/http_connection.hpp"
#include "net/ticker.hpp"
#include "net/websocket_engine.hpp"

namespace mcs::net {

class HttpService {
 public:
  HttpService(IoThread& thread, const HttpOptions& options, const Router& router,
              Observer& observer, ConnectionBudget& budget, WebSocketEngine& websockets);
  // On the thread, when no connection is left.
  ~HttpService();

  // Takes over an accepted connection and its place in the budget.
  void serve(Socket socket, const boost::asio::ip::address& peer);

  // Closes the connections on which no request is running; the others end with their response.
  void drain();
  // Closes every socket and cancels the handlers.
  void abort_all();
  // Calls back once no connection is left, at once if that is so already.
  void when_empty(std::function<void()> callback);

  bool is_draining() const { return draining_; }
  IoThread& thread() const { return thread_; }
  const HttpOptions& options() const { return options_; }
  const Router& router() const { return router_; }
  Observer& observer() const { return observer_; }
  WebSocketEngine& websockets() const { return websockets_; }

 private:
  void ended(HttpConnection& connection, const std::exception_ptr& thrown);
  void check_deadlines();

  IoThread& thread_;
  const HttpOptions& options_;
  const Router& router_;
  Observer& observer_;
  ConnectionBudget& budget_;
  WebSocketEngine& websockets_;
  boost::intrusive::list<HttpConnection> connections_;  // Owned.
  bool draining_ = false;
  std::function<void()> when_empty_;
  Ticker deadlines_;
};

}  // namespace mcs::net
