// Writes compact JSON straight into a string: hot frames are written without values in between.
// Checks nothing: the caller nests properly, and texts are valid UTF-8.
#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.hpp"
#include "domain/option_set.hpp"

namespace mcs::protocol {

// Appends `text` in quotation marks, escaped as RFC 8259 demands and no further.
void append_json_string(std::string& out, std::string_view text);

class JsonWriter {
 public:
  explicit JsonWriter(std::string& out) : out_(out) {}

  JsonWriter& begin_object() { return open('{'); }
  JsonWriter& end_object() { return close('}'); }
  JsonWriter& begin_array() { return open('['); }
  JsonWriter& end_array() { return close(']'); }

  // `name` needs no escaping.
  JsonWriter& key(std::string_view name);

  JsonWriter& value(std::string_view text);
  JsonWriter& value(const char* text) { return value(std::string_view(text)); }
  JsonWriter& value(std::integral auto number) {
    if constexpr (std::same_as<decltype(number), bool>)
      return raw(number ? "true" : "false");
    else
      return integer(static_cast<std::int64_t>(number));
  }
  JsonWriter& value(UserId user);
  JsonWriter& value(domain::OptionSet options);
  JsonWriter& value(const std::vector<std::string>& texts);

  // A whole value, or the beginning of an object that members are added to.
  JsonWriter& raw(std::string_view json);

  template <class T>
  JsonWriter& member(std::string_view name, const T& it) {
    return key(name).value(it);
  }

 private:
  JsonWriter& open(char bracket);
  JsonWriter& close(char bracket);
  JsonWriter& integer(std::int64_t number);
  void separate() {
    if (needs_comma_) out_.push_back(',');
  }

  std::string& out_;
  bool needs_comma_ = false;
};

}  // namespace mcs::protocol
