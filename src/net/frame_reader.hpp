// The receiving half of RFC 6455 for a server, without I/O: bytes in, messages and control frames
// out. It decides what is a violation and with which code to close; it does not close.
//
//   std::span<char> space = reader.prepare(buffer);            // Receive into it; the buffer may
//   std::span<char> input = reader.input(buffer, received);    // be shared by many readers.
//   while (auto event = reader.next(input)) ...
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

#include "base/utf8.hpp"
#include "net/close_code.hpp"
#include "net/frame_header.hpp"

namespace mcs::net {

class FrameReader {
 public:
  struct Event {
    enum class Kind : std::uint8_t {
      Text,      // A whole message.
      Fragment,  // A fragment of one, not the last: nothing to do but to count it.
      Ping,      // To be answered with the same data.
      Pong,
      Close,      // The peer's close frame; no event follows.
      Violation,  // The connection has to be failed with `close_code`; no event follows.
    };
    Kind kind;
    CloseCode close_code = close_code::no_status;
    // The message, the control frame's payload, the close reason, or what was wrong. Valid until
    // the reader is used again.
    std::string_view data{};
  };

  explicit FrameReader(std::uint32_t max_message_size) : max_message_size_(max_message_size) {}

  // The part of `buffer` to receive into. What the reader could not yet use goes before it.
  std::span<char> prepare(std::span<char> buffer) const { return buffer.subspan(leftover_size_); }
  // What there is to read once `received` bytes came.
  std::span<char> input(std::span<char> buffer, std::size_t received);
  // Takes the next event from the front of `input`, which it unmasks in place. Nothing when more
  // bytes are needed: then all of `input` is taken.
  std::optional<Event> next(std::span<char>& input);

 private:
  using Mask = std::array<char, mask_size>;

  struct Header {
    bool final;
    std::uint8_t opcode;
    std::uint8_t size;
    std::uint64_t payload;
    Mask mask;
    // Whether all of the frame is there.
    bool is_whole_in(std::span<char> input) const { return input.size() - size >= payload; }
  };

  enum class State : std::uint8_t {
    Header,     // A frame's header comes next.
    Payload,    // A data frame's payload is being gathered in message_.
    Delivered,  // message_ was handed out and can go.
    Done,
  };

  // Nothing while the header is incomplete, unless what there is of it is a violation already.
  std::optional<Event> read_header(std::span<char> input, std::optional<Header>& header);
  std::optional<Event> check(const Header& header);
  Event take_control(const Header& header, std::span<char>& input);
  Event take_close(std::string_view payload);
  Event take_whole_text(const Header& header, std::span<char>& input);
  void begin_payload(const Header& header, std::span<char>& input);
  std::optional<Event> take_payload(std::span<char>& input);
  std::optional<Event> keep(std::span<char>& input);

  void reserve_message(std::size_t size);
  Event violation(CloseCode code, std::string_view what);

  State state_ = State::Header;
  bool in_message_ = false;  // A fragmented message has begun and not ended.
  bool final_ = false;       // Of the frame whose payload is being gathered.
  std::uint8_t leftover_size_ = 0;
  Utf8Validator utf8_;
  Mask mask_{};             // Turned so that it fits the next byte.
  std::uint32_t rest_ = 0;  // Payload bytes of the current frame that have not come.
  std::uint32_t max_message_size_;
  std::uint32_t message_size_ = 0;
  std::uint32_t message_capacity_ = 0;
  std::unique_ptr<char[]> message_;
  // The beginning of a header or a control frame.
  std::unique_ptr<char[]> leftover_;
};

}  // namespace mcs::net
