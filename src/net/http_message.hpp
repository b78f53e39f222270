// A request as handlers see it and a response as they give it.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/beast/http/fields.hpp>
#include <boost/beast/http/verb.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "base/result.hpp"
#include "net/parameters.hpp"

namespace mcs::net {

namespace http = boost::beast::http;

struct Request {
  http::verb method = http::verb::get;
  std::string path{};       // Decoded.
  Parameters parameters{};  // Of the route's pattern.
  Parameters query{};
  http::fields headers{};
  boost::asio::ip::address remote{};  // The client's; see HttpOptions::trusted_proxies.

  // Empty if there is none.
  std::string_view header(http::field name) const { return headers[name]; }
};

class RequestBody {
 public:
  virtual ~RequestBody() = default;

  // The next piece; empty at the end. Valid until the next call. Ends in an Error when the body is
  // too large for the route, malformed, or too slow, or when the client has gone.
  virtual boost::asio::awaitable<Result<std::string_view>> read() = 0;
};

boost::asio::awaitable<Result<std::string>> read_all(RequestBody& body);

struct Response {
  std::uint16_t status = 200;
  http::fields headers{};
  // A view is of bytes that outlive the server.
  std::variant<std::string, std::string_view> body{};

  std::string_view body_bytes() const {
    return std::visit([](const auto& bytes) { return std::string_view(bytes); }, body);
  }
};

Response make_response(std::uint16_t status, std::string_view content_type, std::string body);

// Status line and headers as they go over the wire, with what every response has: Date,
// Content-Length, and the security headers that the handler has not set itself.
std::string serialize_head(const Response& response, bool keep_alive);

// The product's policy where a handler sets none: such a response is data, not a page.
inline constexpr std::string_view data_content_security_policy =
    "default-src 'none'; frame-ancestors 'none'";

}  // namespace mcs::net
