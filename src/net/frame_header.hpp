// The numbers of RFC 6455's framing (section 5.2), shared by what reads and what writes frames.
#pragma once

#include <cstddef>
#include <cstdint>

namespace mcs::net {

namespace opcode {

inline constexpr std::uint8_t continuation = 0x0;
inline constexpr std::uint8_t text = 0x1;
inline constexpr std::uint8_t binary = 0x2;
inline constexpr std::uint8_t close = 0x8;
inline constexpr std::uint8_t ping = 0x9;
inline constexpr std::uint8_t pong = 0xA;

constexpr bool is_control(std::uint8_t code) {
  return (code & 0x8) != 0;
}

}  // namespace opcode

inline constexpr std::uint8_t fin_bit = 0x80;
inline constexpr std::uint8_t reserved_bits = 0x70;
inline constexpr std::uint8_t opcode_bits = 0x0F;
inline constexpr std::uint8_t mask_bit = 0x80;
inline constexpr std::uint8_t length_bits = 0x7F;

// Values of the 7-bit length that say where the length really stands.
inline constexpr std::uint8_t length_16_bit = 126;
inline constexpr std::uint8_t length_64_bit = 127;

inline constexpr std::size_t mask_size = 4;
inline constexpr std::size_t max_control_payload = 125;

}  // namespace mcs::net
