#include "net/request_target.hpp"

#include <algorithm>
#include <charconv>

namespace mcs::net {

namespace {

// What follows the authority of an absolute form; proxies send it, and servers must take it.
std::string_view without_authority(std::string_view target) {
  target.remove_prefix(target.find("://") + 3);
  return target.substr(std::min(target.find_first_of("/?"), target.size()));
}

// The next piece of `rest` up to `separator`, which is taken too.
std::string_view take_until(std::string_view& rest, char separator) {
  const std::size_t end = std::min(rest.find(separator), rest.size());
  const std::string_view piece = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return piece;
}

Result<std::string> decode_query_part(std::string_view text) {
  if (!text.contains('+')) return percent_decode(text);
  std::string spaced(text);
  std::ranges::replace(spaced, '+', ' ');
  return percent_decode(spaced);
}

Result<Parameters> parse_query(std::string_view text) {
  Parameters query;
  while (!text.empty()) {
    std::string_view pair = take_until(text, '&');
    if (pair.empty()) continue;
    auto name = decode_query_part(take_until(pair, '='));
    auto value = decode_query_part(pair);
    if (!name) return fail(std::move(name.error()));
    if (!value) return fail(std::move(value.error()));
    query.add(std::move(*name), std::move(*value));
  }
  return query;
}

}  // namespace

Result<std::string> percent_decode(std::string_view text) {
  // Nothing is encoded in a token, nor in most else.
  if (!text.contains('%')) return std::string(text);
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      decoded += text[i];
      continue;
    }
    unsigned value = 0;
    const std::string_view digits = text.substr(i + 1, 2);
    const char* const end = digits.data() + digits.size();
    if (digits.size() < 2 || std::from_chars(digits.data(), end, value, 16).ptr != end)
      return fail(ErrorCode::BadRequest, "a % in the address stands before two hexadecimal digits");
    if (value == 0) return fail(ErrorCode::BadRequest, "the address contains a zero byte");
    decoded += static_cast<char>(value);
    i += 2;
  }
  return decoded;
}

Result<RequestTarget> parse_request_target(std::string_view target) {
  const bool absolute = !target.starts_with('/') && target.find("://") != std::string_view::npos;
  std::string_view query = absolute ? without_authority(target) : target;
  std::string_view path = take_until(query, '?');
  if (path.empty() && absolute) path = "/";
  if (!path.starts_with('/'))
    return fail(ErrorCode::BadRequest, "the request's target is not a path");

  RequestTarget result;
  auto parameters = parse_query(query);
  if (!parameters) return fail(std::move(parameters.error()));
  result.query = std::move(*parameters);

  path.remove_prefix(1);
  bool more = true;
  while (more) {
    more = path.find('/') != std::string_view::npos;
    auto segment = percent_decode(take_until(path, '/'));
    if (!segment) return fail(std::move(segment.error()));
    result.path += '/' + *segment;
    result.segments.push_back(std::move(*segment));
  }
  return result;
}

}  // namespace mcs::net
