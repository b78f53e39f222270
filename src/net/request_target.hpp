// The target of an HTTP request (RFC 9112, section 3.2), taken apart and decoded.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "net/parameters.hpp"

namespace mcs::net {

struct RequestTarget {
  std::string path;                   // Decoded; begins with a slash.
  std::vector<std::string> segments;  // Decoded one by one: a %2F is part of a segment.
  Parameters query;
};

// Origin form or absolute form. BadRequest if an escape is malformed or encodes a zero byte.
Result<RequestTarget> parse_request_target(std::string_view target);

Result<std::string> percent_decode(std::string_view text);

}  // namespace mcs::net
