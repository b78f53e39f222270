// The receiving half of HTTP/1.1 for a server, without I/O: bytes in; request heads and bodies out,
// one request after the other. Strict where leniency lets two servers see two different requests.
#pragma once

#include <array>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/buffer_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

#include "base/result.hpp"
#include "net/http_message.hpp"
#include "net/observer.hpp"

namespace mcs::net {

// Why a request cannot be understood, and how to say so.
struct BadRequestHead {
  std::uint16_t status;
  Error error;
  Refusal reason;
};

class RequestReader {
 public:
  explicit RequestReader(std::size_t header_limit);

  // Where to receive to, and how much came.
  std::span<char> prepare();
  void commit(std::size_t received) { buffer_.commit(received); }
  // Whether anything has come that was not taken yet.
  bool has_bytes() const { return buffer_.size() > 0; }
  // What has come behind the request's head: after an upgrade it is of another protocol.
  std::string_view unread_bytes() const;

  // Forgets the request before and begins the next, whose bytes may have come already.
  void begin();
  // True once the head is complete. Call again after more bytes came.
  std::expected<bool, BadRequestHead> read_head();

  // From here on the head is complete.
  const http::request_header<>& head() const { return parser_->get(); }
  http::request_header<>& head() { return parser_->get(); }
  bool keep_alive() const;
  // Nothing if the client does not say in advance.
  std::optional<std::uint64_t> body_remaining() const;

  // Nothing when more bytes are needed; an empty piece at the end. Valid until the next call.
  Result<std::optional<std::string_view>> read_body();

 private:
  using Parser = http::request_parser<http::buffer_body>;
  static constexpr std::size_t piece_size = 16 * 1024;

  std::optional<BadRequestHead> check_head() const;

  std::size_t header_limit_;
  boost::beast::flat_buffer buffer_;
  std::optional<Parser> parser_;
  std::unique_ptr<std::array<char, piece_size>> piece_;  // Made when a body is read.
};

}  // namespace mcs::net
