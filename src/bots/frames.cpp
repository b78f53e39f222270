#include "bots/frames.hpp"

#include "net/close_code.hpp"
#include "net/frame_header.hpp"

namespace mcs::bots {

namespace {

void append_big_endian(std::string& out, std::uint64_t value, unsigned bytes) {
  for (unsigned i = bytes; i > 0; --i) out += static_cast<char>(value >> (8 * (i - 1)) & 0xFF);
}

std::uint64_t big_endian(std::string_view bytes) {
  std::uint64_t value = 0;
  for (const char c : bytes) value = value << 8 | static_cast<std::uint8_t>(c);
  return value;
}

}  // namespace

std::string write_frame(std::uint8_t opcode, std::string_view payload, std::uint32_t mask) {
  std::string frame;
  frame.reserve(payload.size() + 14);
  frame += static_cast<char>(net::fin_bit | opcode);
  if (payload.size() < net::length_16_bit) {
    frame += static_cast<char>(net::mask_bit | payload.size());
  } else if (payload.size() <= UINT16_MAX) {
    frame += static_cast<char>(net::mask_bit | net::length_16_bit);
    append_big_endian(frame, payload.size(), 2);
  } else {
    frame += static_cast<char>(net::mask_bit | net::length_64_bit);
    append_big_endian(frame, payload.size(), 8);
  }
  append_big_endian(frame, mask, net::mask_size);
  for (std::size_t i = 0; i < payload.size(); ++i)
    frame += static_cast<char>(payload[i] ^ static_cast<char>(mask >> (8 * (3 - i % 4)) & 0xFF));
  return frame;
}

std::string write_close_frame(std::uint16_t code, std::string_view reason, std::uint32_t mask) {
  std::string payload;
  append_big_endian(payload, code, 2);
  payload += reason;
  return write_frame(net::opcode::close, payload, mask);
}

FrameText read_frame(std::string_view bytes) {
  if (bytes.size() < 2) return {};
  const auto first = static_cast<std::uint8_t>(bytes[0]);
  const auto second = static_cast<std::uint8_t>(bytes[1]);
  const bool whole = (first & net::fin_bit) != 0 && (first & net::reserved_bits) == 0;
  if (!whole || (second & net::mask_bit) != 0) return {.malformed = true};
  std::size_t header = 2;
  std::uint64_t length = second & net::length_bits;
  if (length >= net::length_16_bit) {
    const std::size_t extra = length == net::length_16_bit ? 2 : 8;
    header += extra;
    if (bytes.size() < header) return {};
    length = big_endian(bytes.substr(2, extra));
  }
  if (bytes.size() - header < length) return {};
  return {.frame = ServerFrame{.opcode = static_cast<std::uint8_t>(first & net::opcode_bits),
                               .payload = bytes.substr(header, length),
                               .size = header + length}};
}

std::uint16_t close_code_of(std::string_view payload) {
  if (payload.size() < 2) return net::close_code::no_status;
  return static_cast<std::uint16_t>(big_endian(payload.substr(0, 2)));
}

}  // namespace mcs::bots
