#include "bots/json_view.hpp"

#include <algorithm>
#include <charconv>

namespace mcs::bots {

namespace {

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

bool ends_value(char c) {
  return c == ',' || c == ']' || c == '}' || is_space(c);
}

void skip_space(std::string_view& text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
}

// Where the string that begins at `at` ends, behind its closing quotation mark.
std::size_t string_end(std::string_view text, std::size_t at) {
  const std::size_t first = at + 1;
  for (at = text.find('"', first); at != std::string_view::npos; at = text.find('"', at + 1)) {
    // An odd number of backslashes escapes it.
    std::size_t content = at;
    while (content > first && text[content - 1] == '\\') --content;
    if ((at - content) % 2 == 0) return at + 1;
  }
  return text.size();
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

// The value at the beginning, which `rest` then stands behind.
std::string_view take_value(std::string_view& rest) {
  if (rest.empty()) return {};
  std::size_t end = 0;
  if (rest.front() == '"')
    end = string_end(rest, 0);
  else if (rest.front() == '{' || rest.front() == '[')
    end = nested_end(rest);
  else
    end = static_cast<std::size_t>(std::ranges::find_if(rest, ends_value) - rest.begin());
  const std::string_view value = rest.substr(0, std::min(end, rest.size()));
  rest.remove_prefix(value.size());
  skip_space(rest);
  return value;
}

void skip_one(std::string_view& rest, char separator) {
  if (rest.starts_with(separator)) rest.remove_prefix(1);
  skip_space(rest);
}

// What stands behind the opening bracket of an object or an array.
std::string_view inside(std::string_view text, char open) {
  if (!text.starts_with(open)) return {};
  text.remove_prefix(1);
  skip_space(text);
  return text;
}

}  // namespace

JsonView::JsonView(std::string_view text) : text_(text) {
  skip_space(text_);
}

JsonView JsonView::operator[](std::string_view member) const {
  std::string_view rest = inside(text_, '{');
  while (rest.starts_with('"')) {
    const std::string_view name = take_value(rest);
    skip_one(rest, ':');
    if (name.size() >= 2 && name.substr(1, name.size() - 2) == member) return JsonView(rest);
    take_value(rest);
    skip_one(rest, ',');
  }
  return {};
}

std::string_view JsonView::text() const {
  if (!text_.starts_with('"')) return {};
  const std::size_t end = string_end(text_, 0);
  return end <= text_.size() && end >= 2 ? text_.substr(1, end - 2) : std::string_view();
}

std::optional<std::int64_t> JsonView::integer() const {
  std::int64_t number = 0;
  const char* const last = text_.data() + text_.size();
  const auto [end, error] = std::from_chars(text_.data(), last, number);
  if (error != std::errc{}) return std::nullopt;
  if (end != last && !ends_value(*end)) return std::nullopt;
  return number;
}

std::string_view JsonView::first_element() const {
  const std::string_view rest = inside(text_, '[');
  return rest.starts_with(']') ? std::string_view() : rest;
}

void JsonView::skip_element(std::string_view& rest) {
  take_value(rest);
  // At the array's end, and where no JSON is.
  if (!rest.starts_with(',')) rest = {};
  skip_one(rest, ',');
}

}  // namespace mcs::bots
