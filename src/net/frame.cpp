#include "net/frame.hpp"

#include <cstring>
#include <limits>
#include <string>

#include "base/assert.hpp"
#include "net/frame_header.hpp"

namespace mcs::net {

namespace {

// What the length of a server's frame takes: 1, 3 or 9 bytes.
std::size_t length_size(std::size_t payload) {
  if (payload < length_16_bit) return 1;
  return payload <= std::numeric_limits<std::uint16_t>::max() ? 3 : 9;
}

char* write_length(char* out, std::size_t payload, std::size_t size) {
  if (size == 1) {
    *out++ = static_cast<char>(payload);
    return out;
  }
  *out++ = static_cast<char>(size == 3 ? length_16_bit : length_64_bit);
  for (std::size_t byte = size - 1; byte-- > 0;) *out++ = static_cast<char>(payload >> (8 * byte));
  return out;
}

std::string_view cut_at_code_point(std::string_view text, std::size_t limit) {
  if (text.size() <= limit) return text;
  while (limit > 0 && (static_cast<unsigned char>(text[limit]) & 0xC0U) == 0x80U) --limit;
  return text.substr(0, limit);
}

}  // namespace

Frame Frame::of_size(std::size_t size) {
  MCS_ASSERT(size <= std::numeric_limits<std::uint32_t>::max());
  Frame frame;
  frame.block_ = new (::operator new(sizeof(Block) + size)) Block;
  frame.block_->size = static_cast<std::uint32_t>(size);
  return frame;
}

Frame make_raw_bytes(std::string_view bytes) {
  Frame frame = Frame::of_size(bytes.size());
  std::memcpy(frame.block_->bytes(), bytes.data(), bytes.size());
  return frame;
}

Frame make_frame(std::uint8_t opcode, std::string_view payload) {
  const std::size_t length = length_size(payload.size());
  Frame frame = Frame::of_size(1 + length + payload.size());
  char* out = frame.block_->bytes();
  *out++ = static_cast<char>(fin_bit | opcode);
  out = write_length(out, payload.size(), length);
  if (!payload.empty()) std::memcpy(out, payload.data(), payload.size());
  return frame;
}

Frame make_text_frame(std::string_view text) {
  return make_frame(opcode::text, text);
}

Frame make_ping_frame(std::string_view payload) {
  MCS_ASSERT(payload.size() <= max_control_payload);
  return make_frame(opcode::ping, payload);
}

Frame make_pong_frame(std::string_view payload) {
  MCS_ASSERT(payload.size() <= max_control_payload);
  return make_frame(opcode::pong, payload);
}

Frame make_close_frame(CloseCode code, std::string_view reason) {
  if (code == close_code::no_status) return make_frame(opcode::close, {});
  MCS_ASSERT(is_valid_on_the_wire(code));
  std::string payload{static_cast<char>(code >> 8), static_cast<char>(code & 0xFF)};
  payload += cut_at_code_point(reason, max_control_payload - payload.size());
  return make_frame(opcode::close, payload);
}

}  // namespace mcs::net
