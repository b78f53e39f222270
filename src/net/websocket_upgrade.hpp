// The WebSocket handshake (RFC 6455, section 4.2), without I/O, and what may come of it.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "net/close_code.hpp"
#include "net/http_message.hpp"

namespace mcs::net {

class IoThread;
class SessionListener;

struct WebSocketAccept {
  SessionListener* listener = nullptr;  // Outlives the session.
  std::uint64_t context = 0;            // The session's, from the start.
  std::uint32_t max_message_size = 4096;
  std::string subprotocol{};  // One of those offered, or none.
  // The listener will send something soon: the response waits for it, to go out in the same write.
  // It waits for the first heartbeat at most.
  bool greets = false;
};

// Upgrades and closes at once: a browser shows a close code to its page, but not an HTTP status.
struct WebSocketTurnAway {
  CloseCode code = close_code::policy_violation;
  std::string reason{};
  std::string subprotocol{};
};

using UpgradeDecision = std::variant<WebSocketAccept, WebSocketTurnAway, Response>;

// Synchronous, on the thread on which the session will live. Origin is among the request's headers.
using UpgradeHandler = std::function<UpgradeDecision(const Request&, IoThread&)>;

// The subprotocols that the client offers, in its order.
std::vector<std::string_view> offered_subprotocols(const Request& request);

// The refusal if this is not a valid handshake.
std::optional<Response> refuse_handshake(const Request& request);

// The header of the 101 response.
std::string handshake_response(const Request& request, std::string_view subprotocol);

// What a session starts with.
struct Handshake {
  std::string_view response;    // Still to be sent.
  std::string_view early;       // What came behind the request.
  WebSocketTurnAway turn_away;  // Unless it was accepted.
};

}  // namespace mcs::net
