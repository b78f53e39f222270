#include "net/header_list.hpp"

#include <boost/beast/core/string.hpp>

namespace mcs::net {

std::string_view trim(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

bool equals_ignoring_case(std::string_view a, std::string_view b) {
  return boost::beast::iequals(a, b);
}

std::vector<std::string_view> split_list(std::string_view value) {
  std::vector<std::string_view> elements;
  while (!value.empty()) {
    const std::size_t end = std::min(value.find(','), value.size());
    const std::string_view element = trim(value.substr(0, end));
    if (!element.empty()) elements.push_back(element);
    value.remove_prefix(std::min(end + 1, value.size()));
  }
  return elements;
}

std::vector<std::string_view> list_elements(const boost::beast::http::fields& headers,
                                            std::string_view name) {
  std::vector<std::string_view> all;
  const auto [begin, end] = headers.equal_range(name);
  for (auto field = begin; field != end; ++field) {
    const auto elements = split_list(field->value());
    all.insert(all.end(), elements.begin(), elements.end());
  }
  return all;
}

}  // namespace mcs::net
