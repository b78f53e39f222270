// What formats say about ASCII letters, whatever the locale is.
#pragma once

#include <string>
#include <string_view>

namespace mcs::formats {

constexpr char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

constexpr bool is_letter(char c) {
  return lower(c) >= 'a' && lower(c) <= 'z';
}

constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

inline std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = lower(c);
  return result;
}

inline bool starts_with_any_case(std::string_view text, std::string_view start) {
  return lower(text.substr(0, start.size())) == start;
}

}  // namespace mcs::formats
