#include "protocol/json_writer.hpp"

#include <algorithm>
#include <charconv>

namespace mcs::protocol {

namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";

constexpr bool needs_escape(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\';
}

void append_escaped(std::string& out, char c) {
  switch (c) {
    case '"': out.append("\\\""); return;
    case '\\': out.append("\\\\"); return;
    case '\n': out.append("\\n"); return;
    case '\r': out.append("\\r"); return;
    case '\t': out.append("\\t"); return;
    default: break;
  }
  const auto byte = static_cast<unsigned char>(c);
  out.append("\\u00");
  out.push_back(hex_digits[byte >> 4]);
  out.push_back(hex_digits[byte & 0xF]);
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
  out.push_back('"');
  for (auto from = text.begin(); from != text.end();) {
    const auto to = std::find_if(from, text.end(), needs_escape);
    out.append(from, to);
    if (to == text.end()) break;
    append_escaped(out, *to);
    from = to + 1;
  }
  out.push_back('"');
}

JsonWriter& JsonWriter::key(std::string_view name) {
  separate();
  out_.push_back('"');
  out_.append(name);
  out_.append("\":");
  needs_comma_ = false;
  return *this;
}

JsonWriter& JsonWriter::value(std::string_view text) {
  separate();
  append_json_string(out_, text);
  needs_comma_ = true;
  return *this;
}

JsonWriter& JsonWriter::value(UserId user) {
  char text[18];
  text[0] = text[17] = '"';
  for (int digit = 16; digit > 0; --digit, user.value >>= 4)
    text[digit] = hex_digits[user.value & 0xF];
  return raw({text, sizeof text});
}

JsonWriter& JsonWriter::value(domain::OptionSet options) {
  begin_array();
  for (std::size_t option = 0; option < domain::max_options; ++option)
    if (options.contains(option)) value(option);
  return end_array();
}

JsonWriter& JsonWriter::value(const std::vector<std::string>& texts) {
  begin_array();
  for (const std::string& text : texts) value(text);
  return end_array();
}

JsonWriter& JsonWriter::raw(std::string_view json) {
  separate();
  out_.append(json);
  needs_comma_ = true;
  return *this;
}

JsonWriter& JsonWriter::open(char bracket) {
  separate();
  out_.push_back(bracket);
  needs_comma_ = false;
  return *this;
}

JsonWriter& JsonWriter::close(char bracket) {
  out_.push_back(bracket);
  needs_comma_ = true;
  return *this;
}

JsonWriter& JsonWriter::integer(std::int64_t number) {
  char text[20];
  const auto [end, ec] = std::to_chars(text, text + sizeof text, number);
  return raw({text, end});
}

}  // namespace mcs::protocol
