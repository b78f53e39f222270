#include "net/observer.hpp"

#include <array>

#include "base/assert.hpp"

namespace mcs::net {

std::string_view name(Refusal reason) {
  constexpr std::array<std::string_view, refusal_count> names{
      "connection_limit", "descriptor_limit",   "header_timeout", "body_timeout",
      "response_timeout", "header_too_large",   "body_too_large", "malformed_request",
      "handshake",        "protocol_violation", "packet_rate",    "backlog",
      "lost_heartbeat",
  };
  const auto index = static_cast<std::size_t>(reason);
  MCS_ASSERT(index < names.size());
  return names[index];
}

}  // namespace mcs::net
