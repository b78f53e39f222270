#include "adapters/redis/replies.hpp"

#include <charconv>

namespace mcs::redis {

using boost::redis::resp3::type;

namespace {

std::optional<std::int64_t> parse_integer(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return {};
  return value;
}

}  // namespace

bool Reply::is_error() const {
  return !nodes_.empty() && (nodes_.front().data_type == type::simple_error ||
                             nodes_.front().data_type == type::blob_error);
}

std::string_view Reply::text() const {
  return nodes_.empty() ? std::string_view{} : nodes_.front().value;
}

std::optional<std::int64_t> Reply::integer() const {
  return parse_integer(text());
}

std::optional<std::int64_t> Reply::integer(std::size_t index) const {
  return index < size() ? parse_integer(item(index)) : std::nullopt;
}

}  // namespace mcs::redis
