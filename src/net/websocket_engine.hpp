// What the WebSocket sessions of one thread share: their ownership, the heartbeat, the time limit
// for closing, and the end of the turn, when what was sent goes out.
#pragma once

#include <array>
#include <boost/intrusive/list.hpp>
#include <functional>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "net/connection_budget.hpp"
#include "net/counter.hpp"
#include "net/observer.hpp"
#include "net/options.hpp"
#include "net/poller.hpp"
#include "net/socket.hpp"
#include "net/ticker.hpp"
#include "net/websocket_session.hpp"

namespace mcs::net {

class WebSocketEngine final : private TurnEnd {
 public:
  WebSocketEngine(IoThread& thread, const WebSocketOptions& options, Observer& observer,
                  ConnectionBudget& budget, WebSocketCounters& counters);
  // On the thread, when no session is left.
  ~WebSocketEngine();

  // Takes over a connection after a valid upgrade request; its place in the budget comes along.
  void open(Socket socket, const WebSocketAccept& accepted, const Handshake& handshake);
  void turn_away(Socket socket, const Handshake& handshake);

  void close_all(CloseCode code, std::string_view reason);
  // Ends every session without a word.
  void abort_all();
  // Calls back once no session is left, at once if that is so already.
  void when_empty(std::function<void()> callback);

  IoThread& thread() const { return thread_; }
  const WebSocketOptions& options() const { return options_; }
  Observer& observer() const { return observer_; }
  WebSocketCounters& counters() const { return counters_; }

 private:
  friend class WebSocketSession;

  using SessionList =
      boost::intrusive::list<WebSocketSession, boost::intrusive::constant_time_size<false>>;
  static constexpr std::size_t wheel_size = 64;

  void flush_later(WebSocketSession& session);
  void await_close(WebSocketSession& session);
  void bury(WebSocketSession& session);
  std::span<char> receive_buffer() { return receive_buffer_; }
  Poller& poller() { return poller_; }

  void add(Socket socket, const WebSocketAccept& accepted, const Handshake& handshake);
  void turn_ended() override;
  void tick();

  IoThread& thread_;
  const WebSocketOptions& options_;
  Observer& observer_;
  ConnectionBudget& budget_;
  WebSocketCounters& counters_;
  std::size_t size_ = 0;

  // Open sessions; each tick is one slot's heartbeat. Newcomers go to the slots in turn, so that
  // a crowd that came at once is not pinged at once.
  std::array<SessionList, wheel_size> wheel_;
  std::size_t beating_slot_ = 0;
  std::size_t joining_slot_ = 0;
  SessionList closing_;  // By deadline.

  Poller poller_;
  std::array<char, 64 * 1024> receive_buffer_;
  std::vector<WebSocketSession*> to_flush_;
  std::vector<std::unique_ptr<WebSocketSession>> dead_;
  std::function<void()> when_empty_;
  Ticker ticker_;
};

}  // namespace mcs::net
