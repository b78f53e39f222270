#include "net/header_parameters.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "net/header_list.hpp"

namespace mcs::net {

namespace {

// Takes a quoted string, whose opening quote is gone, up to and with the closing one. A backslash
// only escapes a quote or a backslash: some browsers send file names with backslashes as they are.
std::string take_quoted(std::string_view& text) {
  std::string value;
  while (!text.empty() && text.front() != '"') {
    const bool escaped = text.size() > 1 && text[0] == '\\' && (text[1] == '"' || text[1] == '\\');
    if (escaped) text.remove_prefix(1);
    value += text.front();
    text.remove_prefix(1);
  }
  if (!text.empty()) text.remove_prefix(1);
  return value;
}

std::string lower_case(std::string_view text) {
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return lower;
}

void skip_past(std::string_view& text, char separator) {
  text.remove_prefix(std::min(std::min(text.find(separator), text.size()) + 1, text.size()));
}

}  // namespace

HeaderWithParameters parse_parameters(std::string_view text) {
  HeaderWithParameters result;
  result.value = trim(text.substr(0, text.find(';')));
  skip_past(text, ';');
  while (!text.empty()) {
    const std::size_t end = text.find_first_of("=;");
    const std::string name = lower_case(trim(text.substr(0, end)));
    const bool has_value = end != std::string_view::npos && text[end] == '=';
    text.remove_prefix(std::min(end, text.size()));
    if (has_value) {
      text.remove_prefix(1);
      text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
      if (text.starts_with('"')) {
        text.remove_prefix(1);
        result.parameters.add(name, take_quoted(text));
      } else {
        result.parameters.add(name, std::string(trim(text.substr(0, text.find(';')))));
      }
    }
    skip_past(text, ';');
  }
  return result;
}

}  // namespace mcs::net
