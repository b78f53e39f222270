// The client's half of RFC 6455's framing: what a bot sends is masked, what comes is not.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mcs::bots {

// `mask` is any number: bots need not hide what they send from anybody.
std::string write_frame(std::uint8_t opcode, std::string_view payload, std::uint32_t mask);
std::string write_close_frame(std::uint16_t code, std::string_view reason, std::uint32_t mask);

// A view into the received bytes.
struct ServerFrame {
  std::uint8_t opcode;
  std::string_view payload;
  std::size_t size;  // With its header.
};

struct FrameText {
  bool malformed = false;
  std::optional<ServerFrame> frame;  // Nothing while it is not whole.
};

// Looks for a whole frame at the beginning of `bytes`. A fragment counts as malformed: the server
// promises one frame a packet.
FrameText read_frame(std::string_view bytes);

// The code in a close frame's payload; 1005, which no frame holds, if there is none.
std::uint16_t close_code_of(std::string_view payload);

}  // namespace mcs::bots
