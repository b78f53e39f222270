#include "protocol/json_parser.hpp"

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/value_stack.hpp>
#include <cmath>
#include <fmt/format.h>

#include "base/utf8.hpp"

namespace mcs::protocol {

namespace json = boost::json;
using boost::system::error_code;

namespace {

// What basic_parser calls back: builds values, as Boost.JSON's own parser does, and counts members.
class ValueBuilder {
 public:
  static constexpr std::size_t max_object_size = json::object::max_size();
  static constexpr std::size_t max_array_size = json::array::max_size();
  static constexpr std::size_t max_key_size = json::string::max_size();
  static constexpr std::size_t max_string_size = json::string::max_size();

  explicit ValueBuilder(json::storage_ptr memory) : stack_({}, scratch_, sizeof scratch_) {
    stack_.reset(std::move(memory));
  }

  json::value release() { return stack_.release(); }

  bool on_document_begin(error_code&) { return true; }
  bool on_document_end(error_code&) { return true; }
  bool on_object_begin(error_code&) { return true; }
  bool on_object_end(std::size_t members, error_code& ec) {
    if (members > max_json_members) {
      ec = json::error::object_too_large;
      return false;
    }
    stack_.push_object(members);
    return true;
  }
  bool on_array_begin(error_code&) { return true; }
  bool on_array_end(std::size_t size, error_code&) { return stack_.push_array(size), true; }
  bool on_key_part(json::string_view part, std::size_t, error_code&) {
    return stack_.push_chars(part), true;
  }
  bool on_key(json::string_view part, std::size_t, error_code&) {
    return stack_.push_key(part), true;
  }
  bool on_string_part(json::string_view part, std::size_t, error_code&) {
    return stack_.push_chars(part), true;
  }
  bool on_string(json::string_view part, std::size_t, error_code&) {
    return stack_.push_string(part), true;
  }
  bool on_number_part(json::string_view, error_code&) { return true; }
  bool on_int64(std::int64_t number, json::string_view, error_code&) {
    return stack_.push_int64(number), true;
  }
  bool on_uint64(std::uint64_t number, json::string_view, error_code&) {
    return stack_.push_uint64(number), true;
  }
  bool on_double(double number, json::string_view, error_code&) {
    return stack_.push_double(number), true;
  }
  bool on_bool(bool value, error_code&) { return stack_.push_bool(value), true; }
  bool on_null(error_code&) { return stack_.push_null(), true; }
  bool on_comment_part(json::string_view, error_code&) { return true; }
  bool on_comment(json::string_view, error_code&) { return true; }

 private:
  unsigned char scratch_[2048];
  json::value_stack stack_;
};

std::string describe(std::string_view text, error_code ec) {
  if (ec == json::error::incomplete) return "it ends too early";
  if (ec == json::error::extra_data) return "something follows after its end";
  if (ec == json::error::too_deep)
    return fmt::format("it is nested more than {} deep", max_json_depth);
  if (ec == json::error::object_too_large)
    return fmt::format("an object has more than {} members", max_json_members);
  if (ec == json::error::syntax && !is_valid_utf8(text)) return "it is not valid UTF-8";
  return ec.message();
}

}  // namespace

std::expected<json::value, JsonFault> parse_json(std::string_view text, json::storage_ptr memory) {
  const json::parse_options options{.max_depth = max_json_depth};
  json::basic_parser<ValueBuilder> parser(options, std::move(memory));
  error_code ec;
  const std::size_t parsed = parser.write_some(false, text.data(), text.size(), ec);
  if (!ec && parsed < text.size()) ec = json::error::extra_data;
  if (ec) return std::unexpected(JsonFault{parsed, describe(text, ec)});
  return parser.handler().release();
}

std::optional<std::int64_t> as_integer(const json::value& value) {
  if (const auto* number = value.if_int64()) return *number;
  // Doubles up to 2^53 hold every integer exactly.
  constexpr double exact = 9007199254740992.0;
  const auto* number = value.if_double();
  if (number == nullptr || std::trunc(*number) != *number || std::abs(*number) > exact)
    return std::nullopt;
  return static_cast<std::int64_t>(*number);
}

}  // namespace mcs::protocol
