#include "bots/json_view.hpp"

#include <algorithm>
#include <charconv>

namespace mcs::bots {

namespace {

constexpr std::string_view white_space = " \t\r\n";

void skip_space(std::string_view& text) {
  const std::size_t first = text.find_first_not_of(white_space);
  text.remove_prefix(first == std::string_view::npos ? text.size() : first);
}

// Where the string that begins at `at` ends, behind its closing quotation mark.
std::size_t string_end(std::string_view text, std::size_t at) {
  while (true) {
    at = text.find_first_of("\"\\", at + 1);
    if (at == std::string_view::npos) return text.size();
    if (text[at] == '"') return at + 1;
    ++at;  // Whatever is escaped ends nothing.
  }
}

std::size_t nested_end(std::string_view text) {
  std::size_t depth = 0;
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    if (c == '"') {
      at = string_end(text, at);
      continue;
    }
    ++at;
    if (c == '{' || c == '[') ++depth;
    if ((c == '}' || c == ']') && --depth == 0) return at;
  }
  return text.size();
}

std::string_view take_value(std::string_view& rest) {
  skip_space(rest);
  if (rest.empty()) return {};
  std::size_t end = 0;
  if (rest.front() == '"')
    end = string_end(rest, 0);
  else if (rest.front() == '{' || rest.front() == '[')
    end = nested_end(rest);
  else
    end = std::min(rest.find_first_of(",]} \t\r\n"), rest.size());
  const std::string_view value = rest.substr(0, end);
  rest.remove_prefix(end);
  skip_space(rest);
  return value;
}

void skip_one(std::string_view& rest, char separator) {
  if (rest.starts_with(separator)) rest.remove_prefix(1);
  skip_space(rest);
}

// What stands between the brackets of an object or an array.
std::string_view inside(std::string_view text, char open) {
  if (text.size() < 2 || text.front() != open) return {};
  std::string_view rest = text.substr(1, text.size() - 2);
  skip_space(rest);
  return rest;
}

}  // namespace

JsonView::JsonView(std::string_view text) : text_(take_value(text)) {}

JsonView JsonView::operator[](std::string_view member) const {
  std::string_view rest = inside(text_, '{');
  while (!rest.empty()) {
    const std::string_view name = take_value(rest);
    if (name.size() < 2) return {};
    skip_one(rest, ':');
    const std::string_view value = take_value(rest);
    if (name.substr(1, name.size() - 2) == member) return JsonView(value);
    skip_one(rest, ',');
  }
  return {};
}

std::string_view JsonView::text() const {
  if (text_.size() < 2 || text_.front() != '"') return {};
  return text_.substr(1, text_.size() - 2);
}

std::optional<std::int64_t> JsonView::integer() const {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text_.data(), text_.data() + text_.size(), number);
  if (error != std::errc{} || end != text_.data() + text_.size()) return std::nullopt;
  return number;
}

std::string_view JsonView::elements() const {
  return inside(text_, '[');
}

JsonView JsonView::take_element(std::string_view& rest) {
  const std::size_t before = rest.size();
  const JsonView element(take_value(rest));
  skip_one(rest, ',');
  if (rest.size() == before) rest = {};  // Not JSON: stop rather than stand still.
  return element;
}

}  // namespace mcs::bots
