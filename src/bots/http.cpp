#include "bots/http.hpp"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>

namespace mcs::bots {

namespace {

// RFC 6455's own example, and what it makes of it. The nonce keeps caches from answering, of which
// there is none between bots and server.
constexpr std::string_view key = "dGhlIHNhbXBsZSBub25jZQ==";
constexpr std::string_view accepted_key = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

constexpr std::string_view head_end = "\r\n\r\n";

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

bool equals_in_lower_case(std::string_view text, std::string_view lower) {
  return std::ranges::equal(text, lower, {}, [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
}

std::optional<std::size_t> number(std::string_view text) {
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace

std::string_view HttpResponse::header(std::string_view name) const {
  std::string_view rest = head;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find("\r\n"), rest.size());
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 2, rest.size()));
    const std::size_t colon = line.find(':');
    if (colon != std::string_view::npos && equals_in_lower_case(line.substr(0, colon), name))
      return trimmed(line.substr(colon + 1));
  }
  return {};
}

ResponseText read_response(std::string_view bytes) {
  const std::size_t end = bytes.find(head_end);
  if (end == std::string_view::npos) return {};
  HttpResponse response{.head = bytes.substr(0, end + 2)};
  const auto status = number(response.head.substr(std::min<std::size_t>(9, end), 3));
  if (!response.head.starts_with("HTTP/1.1 ") || !status) return {.malformed = true};
  response.status = static_cast<int>(*status);
  response.size = end + head_end.size();
  if (response.status != 101) {
    const auto length = number(response.header("content-length"));
    if (!length) return {.malformed = true};
    if (bytes.size() - response.size < *length) return {};
    response.body = bytes.substr(response.size, *length);
    response.size += *length;
  }
  return {.response = response};
}

std::string write_post(std::string_view host, std::string_view path, std::string_view headers,
                       std::string_view body) {
  return fmt::format("POST {} HTTP/1.1\r\nHost: {}\r\n{}Content-Length: {}\r\n\r\n{}", path, host,
                     headers, body.size(), body);
}

std::string write_get(std::string_view host, std::string_view path, std::string_view token) {
  return fmt::format("GET {} HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer {}\r\n\r\n", path, host,
                     token);
}

std::string write_upgrade(std::string_view host, std::string_view token) {
  return fmt::format(
      "GET /speedrun?token={} HTTP/1.1\r\nHost: {}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
      "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {}\r\n\r\n",
      token, host, key);
}

bool accepts_upgrade(const HttpResponse& response) {
  return response.header("sec-websocket-accept") == accepted_key;
}

}  // namespace mcs::bots
