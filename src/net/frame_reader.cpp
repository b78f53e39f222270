#include "net/frame_reader.hpp"

#include <algorithm>
#include <cstring>

#include "base/assert.hpp"

namespace mcs::net {

namespace {

using Kind = FrameReader::Event::Kind;

// The first allocation for a message that does not come at once. It grows with what has arrived,
// not with what a hostile header announces.
constexpr std::size_t first_message_capacity = 1024;

std::uint8_t byte_at(std::span<char> bytes, std::size_t index) {
  return static_cast<std::uint8_t>(bytes[index]);
}

std::string_view view(std::span<char> bytes) {
  return {bytes.data(), bytes.size()};
}

std::span<char> take_front(std::span<char>& input, std::size_t size) {
  const std::span<char> front = input.first(size);
  input = input.subspan(size);
  return front;
}

std::uint64_t read_big_endian(std::string_view bytes) {
  std::uint64_t value = 0;
  for (const char byte : bytes) value = value << 8 | static_cast<std::uint8_t>(byte);
  return value;
}

// Applies the mask, eight bytes at a time; an unmasked byte's place in it is its index mod 4.
void unmask(std::span<char> bytes, const std::array<char, mask_size>& mask) {
  std::uint64_t wide_mask;
  std::memcpy(&wide_mask, mask.data(), mask_size);
  std::memcpy(reinterpret_cast<char*>(&wide_mask) + mask_size, mask.data(), mask_size);
  std::size_t i = 0;
  for (; bytes.size() - i >= sizeof wide_mask; i += sizeof wide_mask) {
    std::uint64_t word;
    std::memcpy(&word, bytes.data() + i, sizeof word);
    word ^= wide_mask;
    std::memcpy(bytes.data() + i, &word, sizeof word);
  }
  for (; i < bytes.size(); ++i) bytes[i] = static_cast<char>(bytes[i] ^ mask[i % mask_size]);
}

}  // namespace

std::span<char> FrameReader::input(std::span<char> buffer, std::size_t received) {
  const std::size_t size = leftover_size_ + received;
  if (leftover_size_ > 0) std::memcpy(buffer.data(), leftover_.get(), leftover_size_);
  leftover_.reset();
  leftover_size_ = 0;
  return buffer.first(size);
}

std::optional<FrameReader::Event> FrameReader::next(std::span<char>& input) {
  if (state_ == State::Delivered) {
    message_.reset();
    message_size_ = message_capacity_ = 0;
    state_ = State::Header;
  }
  if (state_ == State::Done) input = {};
  if (input.empty()) return std::nullopt;
  if (state_ == State::Payload) return take_payload(input);

  std::optional<Header> header;
  if (auto wrong = read_header(input, header)) return wrong;
  if (!header) return keep(input);
  if (auto wrong = check(*header)) return wrong;
  if (opcode::is_control(header->opcode))
    return header->is_whole_in(input) ? take_control(*header, input) : keep(input);
  if (header->final && header->opcode == opcode::text && header->is_whole_in(input))
    return take_whole_text(*header, input);
  begin_payload(*header, input);
  return take_payload(input);
}

std::optional<FrameReader::Event> FrameReader::read_header(std::span<char> input,
                                                           std::optional<Header>& header) {
  if ((byte_at(input, 0) & reserved_bits) != 0)
    return violation(close_code::protocol_error, "a reserved bit is set");
  if (input.size() < 2) return std::nullopt;
  if ((byte_at(input, 1) & mask_bit) == 0)
    return violation(close_code::protocol_error, "a client's frames must be masked");

  const std::uint8_t short_length = byte_at(input, 1) & length_bits;
  std::size_t length_size = 0;
  if (short_length == length_16_bit) length_size = 2;
  if (short_length == length_64_bit) length_size = 8;
  const std::size_t size = 2 + length_size + mask_size;
  if (input.size() < size) return std::nullopt;

  header.emplace();
  header->final = (byte_at(input, 0) & fin_bit) != 0;
  header->opcode = byte_at(input, 0) & opcode_bits;
  header->size = static_cast<std::uint8_t>(size);
  header->payload =
      length_size == 0 ? short_length : read_big_endian(view(input.subspan(2, length_size)));
  std::memcpy(header->mask.data(), input.data() + 2 + length_size, mask_size);

  const bool minimal = length_size == 0 || (length_size == 2 && header->payload >= length_16_bit) ||
                       (length_size == 8 && header->payload > 0xFFFF);
  if (!minimal || header->payload >> 63 != 0)
    return violation(close_code::protocol_error, "the length is not encoded as it must be");
  return std::nullopt;
}

std::optional<FrameReader::Event> FrameReader::check(const Header& header) {
  switch (header.opcode) {
    case opcode::continuation:
      if (!in_message_)
        return violation(close_code::protocol_error, "there is no message to continue");
      break;
    case opcode::text:
      if (in_message_)
        return violation(close_code::protocol_error, "the message before has not ended");
      break;
    case opcode::binary:
      return violation(close_code::unsupported_data, "only text messages are understood");
    case opcode::close:
    case opcode::ping:
    case opcode::pong:
      if (!header.final)
        return violation(close_code::protocol_error, "a control frame must not be fragmented");
      if (header.payload > max_control_payload)
        return violation(close_code::protocol_error, "a control frame has at most 125 bytes");
      return std::nullopt;
    default: return violation(close_code::protocol_error, "the opcode is reserved");
  }
  if (header.payload > max_message_size_ - message_size_)
    return violation(close_code::too_large, "the message is too large");
  return std::nullopt;
}

FrameReader::Event FrameReader::take_control(const Header& header, std::span<char>& input) {
  take_front(input, header.size);
  const std::span<char> payload = take_front(input, static_cast<std::size_t>(header.payload));
  unmask(payload, header.mask);
  if (header.opcode == opcode::close) return take_close(view(payload));
  return {.kind = header.opcode == opcode::ping ? Kind::Ping : Kind::Pong, .data = view(payload)};
}

FrameReader::Event FrameReader::take_close(std::string_view payload) {
  if (payload.empty()) {
    state_ = State::Done;
    return {.kind = Kind::Close};
  }
  if (payload.size() < 2)
    return violation(close_code::protocol_error, "a close frame's code has two bytes");
  const auto code = static_cast<CloseCode>(read_big_endian(payload.substr(0, 2)));
  const std::string_view reason = payload.substr(2);
  if (!is_valid_on_the_wire(code))
    return violation(close_code::protocol_error, "the close code must not be sent");
  if (!is_valid_utf8(reason))
    return violation(close_code::invalid_payload, "the close reason is not UTF-8");
  state_ = State::Done;
  return {.kind = Kind::Close, .close_code = code, .data = reason};
}

FrameReader::Event FrameReader::take_whole_text(const Header& header, std::span<char>& input) {
  take_front(input, header.size);
  const std::span<char> text = take_front(input, static_cast<std::size_t>(header.payload));
  unmask(text, header.mask);
  if (!is_valid_utf8(view(text)))
    return violation(close_code::invalid_payload, "the text is not UTF-8");
  return {.kind = Kind::Text, .data = view(text)};
}

void FrameReader::begin_payload(const Header& header, std::span<char>& input) {
  take_front(input, header.size);
  if (!in_message_) utf8_.reset();
  in_message_ = true;
  final_ = header.final;
  mask_ = header.mask;
  rest_ = static_cast<std::uint32_t>(header.payload);
  state_ = State::Payload;
}

std::optional<FrameReader::Event> FrameReader::take_payload(std::span<char>& input) {
  const std::span<char> piece = take_front(input, std::min<std::size_t>(rest_, input.size()));
  if (!piece.empty()) {
    unmask(piece, mask_);
    std::ranges::rotate(mask_,
                        mask_.begin() + static_cast<std::ptrdiff_t>(piece.size() % mask_size));
    reserve_message(message_size_ + piece.size());
    std::memcpy(message_.get() + message_size_, piece.data(), piece.size());
    message_size_ += static_cast<std::uint32_t>(piece.size());
    rest_ -= static_cast<std::uint32_t>(piece.size());
  }
  const bool message_ends = rest_ == 0 && final_;
  if (!utf8_.feed(view(piece)) || (message_ends && !utf8_.complete()))
    return violation(close_code::invalid_payload, "the text is not UTF-8");
  if (rest_ > 0) return std::nullopt;
  if (!message_ends) {
    state_ = State::Header;
    return Event{.kind = Kind::Fragment};
  }
  in_message_ = false;
  state_ = State::Delivered;
  return Event{.kind = Kind::Text, .data = {message_.get(), message_size_}};
}

// At most a header and a control frame's payload: less than 256 bytes.
std::optional<FrameReader::Event> FrameReader::keep(std::span<char>& input) {
  leftover_size_ = static_cast<std::uint8_t>(input.size());
  leftover_ = std::make_unique_for_overwrite<char[]>(leftover_size_);
  std::memcpy(leftover_.get(), input.data(), leftover_size_);
  input = {};
  return std::nullopt;
}

void FrameReader::reserve_message(std::size_t size) {
  if (size <= message_capacity_) return;
  const std::size_t announced = std::size_t{message_size_} + rest_;
  const std::size_t grown = std::max<std::size_t>(2 * message_capacity_, first_message_capacity);
  const std::size_t capacity = std::max(size, std::min(grown, announced));
  auto larger = std::make_unique_for_overwrite<char[]>(capacity);
  if (message_size_ > 0) std::memcpy(larger.get(), message_.get(), message_size_);
  message_ = std::move(larger);
  message_capacity_ = static_cast<std::uint32_t>(capacity);
}

FrameReader::Event FrameReader::violation(CloseCode code, std::string_view what) {
  state_ = State::Done;
  message_.reset();
  return {.kind = Kind::Violation, .close_code = code, .data = what};
}

}  // namespace mcs::net
