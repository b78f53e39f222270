// WebSocket close codes (RFC 6455, section 7.4, and the IANA registry). Codes from 4000 belong to
// the application.
#pragma once

#include <cstdint>

namespace mcs::net {

using CloseCode = std::uint16_t;

namespace close_code {

inline constexpr CloseCode normal = 1000;
inline constexpr CloseCode going_away = 1001;
inline constexpr CloseCode protocol_error = 1002;
inline constexpr CloseCode unsupported_data = 1003;
inline constexpr CloseCode no_status = 1005;  // Never on the wire: the close frame had no code.
inline constexpr CloseCode abnormal = 1006;   // Never on the wire: there was no close frame.
inline constexpr CloseCode invalid_payload = 1007;
inline constexpr CloseCode policy_violation = 1008;
inline constexpr CloseCode too_large = 1009;
inline constexpr CloseCode internal_error = 1011;
inline constexpr CloseCode service_restart = 1012;
inline constexpr CloseCode try_again_later = 1013;

}  // namespace close_code

// Whether a close frame may carry this code.
constexpr bool is_valid_on_the_wire(CloseCode code) {
  return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014) ||
         (code >= 3000 && code <= 4999);
}

}  // namespace mcs::net
