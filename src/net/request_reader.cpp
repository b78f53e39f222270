#include "net/request_reader.hpp"

#include <algorithm>
#include <boost/beast/http/error.hpp>
#include <limits>

#include "net/header_list.hpp"

namespace mcs::net {

namespace {

constexpr std::size_t receive_size = 4 * 1024;

BadRequestHead malformed(std::string detail, std::uint16_t status = 400) {
  return {status, {ErrorCode::BadRequest, std::move(detail)}, Refusal::MalformedRequest};
}

BadRequestHead explain(boost::system::error_code error) {
  if (error == http::error::header_limit)
    return {
        431, {ErrorCode::TooLarge, "the request's header is too large"}, Refusal::HeaderTooLarge};
  if (error == http::error::bad_version) return malformed("only HTTP/1.1 is spoken", 505);
  return malformed("the request's header is malformed: " + error.message());
}

}  // namespace

RequestReader::RequestReader(std::size_t header_limit)
    : header_limit_(header_limit), buffer_(header_limit + receive_size) {
  begin();
}

std::span<char> RequestReader::prepare() {
  const auto space = buffer_.prepare(std::min(receive_size, buffer_.max_size() - buffer_.size()));
  return {static_cast<char*>(space.data()), space.size()};
}

std::string_view RequestReader::unread_bytes() const {
  return {static_cast<const char*>(buffer_.data().data()), buffer_.size()};
}

void RequestReader::begin() {
  parser_.emplace();
  parser_->header_limit(static_cast<std::uint32_t>(header_limit_));
  parser_->body_limit(boost::none);  // The route's limit is checked while reading.
}

std::expected<bool, BadRequestHead> RequestReader::read_head() {
  // RFC 9112, section 2.2: empty lines before a request are ignored.
  if (!parser_->got_some()) {
    const std::string_view bytes = unread_bytes();
    buffer_.consume(std::min(bytes.find_first_not_of("\r\n"), bytes.size()));
  }
  boost::system::error_code error;
  if (has_bytes()) buffer_.consume(parser_->put(buffer_.data(), error));
  if (error && error != http::error::need_more) return std::unexpected(explain(error));
  if (!parser_->is_header_done()) return false;
  if (auto bad = check_head()) return std::unexpected(std::move(*bad));
  return true;
}

std::optional<BadRequestHead> RequestReader::check_head() const {
  const auto hosts = head().count(http::field::host);
  if (hosts > 1 || (hosts == 0 && head().version() >= 11))
    return malformed("a request has one Host header");
  // RFC 9112, section 6.3: whoever disagrees on where a body ends sees a second request in it. The
  // parser refuses Transfer-Encoding together with Content-Length.
  const auto encodings = head().count(http::field::transfer_encoding);
  if (encodings > 0) {
    if (head().version() < 11) return malformed("HTTP/1.0 has no Transfer-Encoding");
    if (encodings > 1 || !equals_ignoring_case(head()[http::field::transfer_encoding], "chunked"))
      return malformed("the only known Transfer-Encoding is chunked", 501);
  }
  if (head().count(http::field::content_length) > 1)
    return malformed("a request has one Content-Length");
  return std::nullopt;
}

bool RequestReader::keep_alive() const {
  return head().version() >= 11 && parser_->keep_alive();
}

std::optional<std::uint64_t> RequestReader::body_remaining() const {
  if (parser_->is_done()) return 0;
  if (parser_->chunked()) return std::nullopt;
  return parser_->content_length_remaining().value_or(0);
}

Result<std::optional<std::string_view>> RequestReader::read_body() {
  if (!piece_) piece_ = std::make_unique<std::array<char, piece_size>>();
  auto& body = parser_->get().body();
  body.data = piece_->data();
  body.size = piece_->size();
  body.more = true;
  while (!parser_->is_done()) {
    boost::system::error_code error;
    const std::size_t taken = parser_->put(buffer_.data(), error);
    buffer_.consume(taken);
    const bool harmless = !error || error == http::error::need_buffer ||
                          (error == http::error::need_more && buffer_.size() < buffer_.max_size());
    if (!harmless)
      return fail(ErrorCode::BadRequest, "the request's body is malformed: " + error.message());
    if (const std::size_t size = piece_->size() - body.size; size > 0)
      return std::string_view(piece_->data(), size);
    if (error == http::error::need_more || taken == 0) return std::nullopt;
  }
  return std::string_view();
}

}  // namespace mcs::net
