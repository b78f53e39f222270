// The little of HTTP/1.1 that a bot speaks: requests as text, and responses with a Content-Length.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace mcs::bots {

// Views into the received bytes.
struct HttpResponse {
  int status = 0;
  std::string_view head;  // Status line and headers.
  std::string_view body;
  std::size_t size = 0;  // Of all of it.

  // Trimmed; empty if there is none. `name` is in lower case.
  std::string_view header(std::string_view name) const;
};

struct ResponseText {
  bool malformed = false;
  std::optional<HttpResponse> response;  // Nothing while it is not whole.
};

// Looks for a whole response at the beginning of `bytes`. One with status 101 ends with its head.
ResponseText read_response(std::string_view bytes);

std::string write_post(std::string_view host, std::string_view path, std::string_view headers = {},
                       std::string_view body = {});
std::string write_get(std::string_view host, std::string_view path, std::string_view token);
// Asks for a WebSocket on the speedrun that `token` is for.
std::string write_upgrade(std::string_view host, std::string_view token);
// Whether a response with status 101 is the answer to write_upgrade().
bool accepts_upgrade(const HttpResponse& response);

}  // namespace mcs::bots
