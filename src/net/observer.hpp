// What metrics and logs want to know about the server. Called on the I/O threads, on several at the
// same time, so an observer is thread-safe and quick.
#pragma once

#include <chrono>
#include <cstdint>
#include <string_view>

#include "net/close_code.hpp"

namespace mcs::net {

// Why somebody was turned away.
enum class Refusal : std::uint8_t {
  ConnectionLimit,
  DescriptorLimit,
  HeaderTimeout,
  BodyTimeout,
  ResponseTimeout,
  HeaderTooLarge,
  BodyTooLarge,
  MalformedRequest,
  Handshake,
  ProtocolViolation,
  PacketRate,
  Backlog,
  LostHeartbeat,
};

inline constexpr std::size_t refusal_count = static_cast<std::size_t>(Refusal::LostHeartbeat) + 1;

// Stable, snake_case: a metric's label.
std::string_view name(Refusal reason);

struct AnsweredRequest {
  std::string_view route;  // The pattern, not the path; empty if none matched.
  std::uint16_t status;
  std::chrono::nanoseconds took;  // From the end of the header to the last byte written.
  std::size_t received;           // Bytes of the body.
  std::size_t sent;               // Bytes of header and body.
};

class Observer {
 public:
  virtual ~Observer() = default;

  virtual void answered(const AnsweredRequest&) {}
  virtual void refused(Refusal) {}
  // A handler threw; the client got a 500.
  virtual void handler_failed(std::string_view /*route*/, std::string_view /*what*/) {}
  virtual void session_opened() {}
  virtual void session_closed(CloseCode) {}
};

}  // namespace mcs::net
