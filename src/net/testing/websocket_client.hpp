// A WebSocket client that shows every frame and sends any bytes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "net/close_code.hpp"
#include "net/testing/client_frames.hpp"
#include "net/testing/raw_client.hpp"

namespace mcs::net::testing {

struct ServerFrame {
  std::uint8_t first_byte = 0;  // 0: the connection ended instead.
  std::string payload;

  bool is(std::uint8_t opcode) const { return first_byte == (fin_bit | opcode); }
  bool is_text(std::string_view text) const { return is(opcode::text) && payload == text; }
  bool is_close(CloseCode code) const {
    return is(opcode::close) && payload.starts_with(close_payload(code, {}));
  }
};

class WebSocketClient : public RawClient {
 public:
  explicit WebSocketClient(std::uint16_t port, std::string_view path = "/ws",
                           std::string_view headers = {})
      : RawClient(port) {
    reply_ = upgrade(path, headers);
  }

  const HttpReply& reply() const { return reply_; }

  bool send_text(std::string_view text) { return send(client_text(text)); }
  // The next frame of any kind.
  ServerFrame receive_frame() {
    const std::string head = receive_exactly(2);
    if (head.size() < 2) return {};
    std::size_t size = static_cast<std::uint8_t>(head[1]);
    std::size_t length_bytes = 0;
    if (size == length_16_bit) length_bytes = 2;
    if (size == length_64_bit) length_bytes = 8;
    if (length_bytes > 0) size = 0;
    for (const char byte : receive_exactly(length_bytes))
      size = size << 8 | static_cast<std::uint8_t>(byte);
    return {static_cast<std::uint8_t>(head[0]), receive_exactly(size)};
  }
  // The next frame that is not a ping.
  ServerFrame next() {
    ServerFrame frame = receive_frame();
    while (frame.is(opcode::ping)) frame = receive_frame();
    return frame;
  }
  std::string next_text() {
    const ServerFrame frame = next();
    return frame.is(opcode::text) ? frame.payload : "(no text)";
  }
  // What a polite client does after a close frame; true if the server then ends the connection.
  bool answer_close(const ServerFrame& close) {
    send(client_frame(opcode::close, close.payload));
    return receive_all().empty();
  }

 private:
  HttpReply upgrade(std::string_view path, std::string_view headers) {
    send("GET " + std::string(path) +
         " HTTP/1.1\r\nHost: test\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
         "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" +
         std::string(headers) + "\r\n");
    return read_reply();
  }

  HttpReply reply_;
};

}  // namespace mcs::net::testing
