// What the layer above hears from its WebSocket sessions, on the session's thread.
#pragma once

#include <chrono>
#include <string_view>

#include "net/close_code.hpp"

namespace mcs::net {

class WebSocketSession;

struct SessionEnd {
  CloseCode code;  // The peer's; or ours, if we closed; or close_code::abnormal.
  bool clean;      // Both sides sent a close frame.
};

// A session may be used from opened() on, until closed() returns. Every session that was opened is
// closed exactly once. Sending and closing are allowed in each of these.
class SessionListener {
 public:
  using Time = std::chrono::steady_clock::time_point;

  virtual ~SessionListener() = default;

  virtual void opened(WebSocketSession& session) = 0;
  // `text` is valid UTF-8 and gone when this returns; `read_at` is when its last byte was read. Not
  // called after WebSocketSession::close.
  virtual void message(WebSocketSession& session, std::string_view text, Time read_at) = 0;
  virtual void closed(WebSocketSession& session, const SessionEnd& end) = 0;
};

}  // namespace mcs::net
