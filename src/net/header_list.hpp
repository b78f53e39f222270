// Header values that are comma-separated lists (RFC 9110, section 5.6.1).
#pragma once

#include <boost/beast/http/fields.hpp>
#include <string_view>
#include <vector>

namespace mcs::net {

std::string_view trim(std::string_view text);

bool equals_ignoring_case(std::string_view a, std::string_view b);

// The elements of one value, trimmed, empty ones left out. Views of `value`.
std::vector<std::string_view> split_list(std::string_view value);

// Over all fields of that name, in order.
std::vector<std::string_view> list_elements(const boost::beast::http::fields& headers,
                                            std::string_view name);

}  // namespace mcs::net
