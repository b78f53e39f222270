// One WebSocket connection after the handshake. It lives on one I/O thread, which alone may touch
// it; the engine owns it.
#pragma once

#include <boost/intrusive/list_hook.hpp>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>
#include <sys/types.h>

#include "net/frame.hpp"
#include "net/frame_reader.hpp"
#include "net/packet_limit.hpp"
#include "net/poller.hpp"
#include "net/send_queue.hpp"
#include "net/session_listener.hpp"
#include "net/websocket_upgrade.hpp"

namespace mcs::net {

class WebSocketEngine;
class WebSocketGroup;

using SessionHook =
    boost::intrusive::list_base_hook<boost::intrusive::link_mode<boost::intrusive::auto_unlink>>;

class WebSocketSession final : public SessionHook, private PollTarget {
 public:
  // Goes out at the end of the turn, with everything else that is sent in it. Does nothing once the
  // session is closing. A client that is too slow for its backlog is closed with 1013.
  void send(const Frame& frame, ConflationKey key = not_conflated);
  // Sends what waits, then the close frame, and waits for the peer's.
  void close(CloseCode code, std::string_view reason);
  bool is_open() const { return state_ == State::Open; }

  // Over all heartbeats so far; the first is sent at once.
  std::optional<std::chrono::microseconds> smallest_round_trip() const;

  // The listener's own, to find what belongs to the session without a look-up.
  std::uint64_t context() const { return context_; }
  void set_context(std::uint64_t context) { context_ = context; }
  IoThread& thread() const;

 private:
  friend class WebSocketEngine;
  friend class WebSocketGroup;

  using Time = std::chrono::steady_clock::time_point;

  enum class State : std::uint8_t {
    Open,
    Closing,    // Our close frame is on its way; the peer's is awaited.
    Finishing,  // Nothing more is understood: sends the rest, then waits for the end of the stream.
    Ended,
  };

  WebSocketSession(WebSocketEngine& engine, int descriptor, SessionListener* listener,
                   std::uint64_t context, std::uint32_t max_message_size);

  // The engine's.
  void start(const Handshake& handshake, bool greets);
  void beat(Time now);
  void flush();
  void end();

  // The group's: a direct send got this far.
  void send_rest(const Frame& frame, ConflationKey key, std::size_t sent, int error);

  void ready(bool readable, bool writable) override;
  void receive();
  void take_all(std::span<char> input);
  void take(const FrameReader::Event& event, Time now);
  bool take_pong(std::string_view payload, Time now);
  void peer_closed(const FrameReader::Event& event);
  void fail(CloseCode code, std::string_view what);

  void send_ping(Time now);
  void enqueue(Frame frame, ConflationKey key);
  bool has_room_for(const Frame& frame);
  ssize_t send_some();
  void await_writable(bool await);
  void on_send_error();
  void begin_closing(State state, CloseCode code);
  void notify_closed(bool clean);
  void update_group() const;

  WebSocketEngine& engine_;
  SessionListener* listener_;  // Null for a client that is turned away.
  std::uint64_t context_;
  WebSocketGroup* group_ = nullptr;
  std::uint32_t group_index_ = 0;
  int descriptor_;
  SendQueue queue_;
  FrameReader reader_;
  PacketLimit packets_;
  Time ping_sent_{};  // Not yet, while a greeting is awaited.
  Time close_deadline_{};
  std::uint32_t smallest_round_trip_us_ = UINT32_MAX;
  CloseCode close_code_ = close_code::abnormal;
  std::uint8_t unanswered_pings_ = 0;
  State state_ = State::Open;
  bool awaiting_pong_ = false;
  bool awaiting_writable_ = false;
  bool awaiting_flush_ = false;
  bool closed_ = false;  // And the listener knows.
};

}  // namespace mcs::net
