// Frames as a client sends them, well formed or not.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "net/close_code.hpp"
#include "net/frame_header.hpp"

namespace mcs::net::testing {

struct FrameShape {
  bool final = true;
  bool masked = true;
  std::uint8_t reserved = 0;    // The three reserved bits, as they stand in the first byte.
  std::size_t length_size = 0;  // 2 or 8: a longer length than is needed. 0: the shortest.
  std::string_view mask = "\x37\xfa\x21\x3d";
};

inline std::string client_frame(std::uint8_t opcode, std::string_view payload,
                                const FrameShape& shape = {}) {
  std::size_t length_size = shape.length_size;
  if (length_size == 0 && payload.size() >= length_16_bit)
    length_size = payload.size() <= 0xFFFF ? 2 : 8;
  std::uint8_t short_length = static_cast<std::uint8_t>(payload.size());
  if (length_size == 2) short_length = length_16_bit;
  if (length_size == 8) short_length = length_64_bit;

  std::string frame;
  frame += static_cast<char>((shape.final ? fin_bit : 0) | shape.reserved | opcode);
  frame += static_cast<char>((shape.masked ? mask_bit : 0) | short_length);
  for (std::size_t byte = length_size; byte-- > 0;)
    frame += static_cast<char>(payload.size() >> (8 * byte));
  if (!shape.masked) return frame.append(payload);
  frame += shape.mask;
  for (std::size_t i = 0; i < payload.size(); ++i)
    frame += static_cast<char>(payload[i] ^ shape.mask[i % mask_size]);
  return frame;
}

inline std::string client_text(std::string_view payload, const FrameShape& shape = {}) {
  return client_frame(opcode::text, payload, shape);
}

inline std::string close_payload(CloseCode code, std::string_view reason) {
  return std::string{static_cast<char>(code >> 8), static_cast<char>(code & 0xFF)}.append(reason);
}

inline std::string client_close(CloseCode code, std::string_view reason = {}) {
  return client_frame(opcode::close, close_payload(code, reason));
}

}  // namespace mcs::net::testing
