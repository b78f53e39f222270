#include "net/http_message.hpp"

#include <array>
#include <boost/beast/http/status.hpp>
#include <ctime>

namespace mcs::net {

namespace {

std::string date_now() {
  const std::time_t now = std::time(nullptr);
  std::tm utc{};
  gmtime_r(&now, &utc);
  std::array<char, 32> text{};
  const std::size_t size =
      std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &utc);
  return {text.data(), size};
}

void append_header(std::string& out, std::string_view name, std::string_view value) {
  out.append(name).append(": ");
  // A handler may put text of a client's into a header: a line break there would begin another.
  for (const char c : value) {
    const bool control = static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
    out += control && c != '\t' ? ' ' : c;
  }
  out += "\r\n";
}

constexpr bool has_body(std::uint16_t status) {
  return status >= 200 && status != 204 && status != 304;
}

}  // namespace

boost::asio::awaitable<Result<std::string>> read_all(RequestBody& body) {
  std::string all;
  while (true) {
    const Result<std::string_view> piece = co_await body.read();
    if (!piece) co_return fail(piece.error());
    if (piece->empty()) co_return all;
    all += *piece;
  }
}

Response make_response(std::uint16_t status, std::string_view content_type, std::string body) {
  Response response;
  response.status = status;
  response.headers.set(http::field::content_type, content_type);
  response.body = std::move(body);
  return response;
}

std::string serialize_head(const Response& response, bool keep_alive) {
  std::string head = "HTTP/1.1 " + std::to_string(response.status) + ' ';
  head += std::string_view(http::obsolete_reason(http::int_to_status(response.status)));
  head += "\r\n";
  append_header(head, "Date", date_now());
  for (const auto& header : response.headers)
    append_header(head, header.name_string(), header.value());

  constexpr std::array<std::pair<std::string_view, std::string_view>, 3> defaults{{
      {"X-Content-Type-Options", "nosniff"},
      {"Referrer-Policy", "no-referrer"},
      {"Content-Security-Policy", data_content_security_policy},
  }};
  for (const auto& [name, value] : defaults)
    if (response.headers.find(name) == response.headers.end()) append_header(head, name, value);

  if (has_body(response.status))
    append_header(head, "Content-Length", std::to_string(response.body_bytes().size()));
  if (!keep_alive) append_header(head, "Connection", "close");
  head += "\r\n";
  return head;
}

}  // namespace mcs::net
