#include "adapters/dynamodb/attributes.hpp"

#include <charconv>

#include "adapters/aws/encoding.hpp"
#include "base/utf8.hpp"

namespace mcs::dynamodb {

namespace {

const json::object no_fields;
const json::array no_elements;

}  // namespace

json::value text(std::string_view value) {
  if (!is_valid_utf8(value)) return binary(value);
  return {{"S", value}};
}

json::value binary(std::string_view value) {
  return {{"B", aws::to_base64(value)}};
}

json::value number(std::int64_t value) {
  return {{"N", std::to_string(value)}};
}

json::value list(json::array elements) {
  return {{"L", std::move(elements)}};
}

json::value map(json::object fields) {
  return {{"M", std::move(fields)}};
}

Fields Fields::of_map(const json::value& attribute) {
  const auto* const object = attribute.if_object();
  const auto* const fields = object != nullptr ? object->if_contains("M") : nullptr;
  const bool is_map = fields != nullptr && fields->is_object();
  Fields result(is_map ? fields->get_object() : no_fields);
  if (!is_map) result.fail();
  return result;
}

const json::value* Fields::value(std::string_view name, std::string_view type) {
  const auto* const attribute = fields_.if_contains(name);
  const auto* const object = attribute != nullptr ? attribute->if_object() : nullptr;
  const auto* const found = object != nullptr ? object->if_contains(type) : nullptr;
  if (found == nullptr) fail();
  return found;
}

Bytes Fields::bytes(std::string_view name) {
  const auto* const attribute = fields_.if_contains(name);
  if (attribute == nullptr) return fail(), Bytes();
  return read_bytes(*attribute, ok_);
}

std::int64_t Fields::integer(std::string_view name, std::int64_t least, std::int64_t most) {
  const auto* const found = value(name, "N");
  if (found == nullptr || !found->is_string()) return fail(), 0;
  const std::string_view digits = found->get_string();
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(digits.begin(), digits.end(), number);
  if (error != std::errc{} || end != digits.end() || number < least || number > most)
    return fail(), 0;
  return number;
}

const json::array& Fields::list(std::string_view name) {
  const auto* const found = value(name, "L");
  if (found != nullptr && found->is_array()) return found->get_array();
  fail();
  return no_elements;
}

Bytes read_bytes(const json::value& attribute, bool& ok) {
  if (const auto* const object = attribute.if_object()) {
    const auto* const characters = object->if_contains("S");
    if (characters != nullptr && characters->is_string()) return Bytes(characters->get_string());
    const auto* const encoded = object->if_contains("B");
    if (encoded != nullptr && encoded->is_string())
      if (auto bytes = aws::from_base64(encoded->get_string())) return *bytes;
  }
  ok = false;
  return {};
}

}  // namespace mcs::dynamodb
