// Limits and times of the server. The defaults are what production uses; tests shorten the times.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "net/packet_limit.hpp"

namespace mcs::net {

struct HttpOptions {
  std::size_t header_limit = 16 * 1024;
  // From the connection's, or the request's, first byte to the end of the header.
  std::chrono::milliseconds header_timeout{10'000};
  // From the end of the header to the end of the body.
  std::chrono::milliseconds body_timeout{30'000};
  // Between two requests.
  std::chrono::milliseconds idle_timeout{60'000};
  // For writing a response.
  std::chrono::milliseconds response_timeout{60'000};
  // A request that was answered early is read on, so that the client sees the answer, not a reset.
  std::size_t discard_limit = 8 * 1024 * 1024;
  std::chrono::milliseconds discard_timeout{5'000};
  // How many proxies stand in front, each of which appends to X-Forwarded-For. 0: the address is
  // the socket's.
  unsigned trusted_proxies = 0;
};

struct WebSocketOptions {
  // A session is pinged this often, and closed when two pings in a row stay unanswered.
  std::chrono::milliseconds heartbeat{15'000};
  // How long the peer has to answer a close frame and to close the connection.
  std::chrono::milliseconds close_timeout{5'000};
  PacketRate packet_rate;
  // What may wait for one slow client before it is closed.
  std::size_t backlog_limit = 1024 * 1024;
};

struct ServerOptions {
  // Numeric; "::" alone accepts IPv4 too.
  std::vector<std::string> addresses{"0.0.0.0"};
  std::uint16_t port = 0;  // 0: any free one.
  std::size_t max_connections = 100'000;
  HttpOptions http;
  WebSocketOptions websocket;
};

}  // namespace mcs::net
