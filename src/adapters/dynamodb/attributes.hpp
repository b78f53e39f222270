// DynamoDB's typed attribute values: writing and reading them. Knows no item.
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

#include "base/bytes.hpp"

namespace mcs::dynamodb {

namespace json = boost::json;

// A string if the text is UTF-8, otherwise a binary: DynamoDB takes no other strings.
json::value text(std::string_view value);
json::value binary(std::string_view value);
json::value number(std::int64_t value);
json::value list(json::array elements);
json::value map(json::object fields);

// Reads the fields of an item or a map. After the first that is missing, of another type or out of
// range it stays failed and yields zeroes, so a reader checks `ok()` once.
class Fields {
 public:
  explicit Fields(const json::object& fields) : fields_(fields) {}
  // For elements of a list: the map in an attribute value.
  static Fields of_map(const json::value& attribute);

  bool ok() const { return ok_; }
  void fail() { ok_ = false; }

  bool has(std::string_view name) const { return fields_.contains(name); }
  // Text as text() writes it, or binary.
  Bytes bytes(std::string_view name);
  std::int64_t integer(std::string_view name,
                       std::int64_t least = std::numeric_limits<std::int64_t>::min(),
                       std::int64_t most = std::numeric_limits<std::int64_t>::max());
  template <class T>
  T narrow(std::string_view name) {
    return static_cast<T>(integer(name, 0, std::numeric_limits<T>::max()));
  }
  const json::array& list(std::string_view name);

 private:
  // The value in {"<type>": value}; null, and failed, if there is none.
  const json::value* value(std::string_view name, std::string_view type);

  const json::object& fields_;
  bool ok_ = true;
};

// What text() or binary() made.
Bytes read_bytes(const json::value& attribute, bool& ok);

}  // namespace mcs::dynamodb
