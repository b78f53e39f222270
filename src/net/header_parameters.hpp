// Header values with parameters: `form-data; name="file"` (RFC 9110, section 5.6.6).
#pragma once

#include <string_view>

#include "net/parameters.hpp"

namespace mcs::net {

struct HeaderWithParameters {
  std::string_view value;  // What stands before the first semicolon; a view of the text.
  Parameters parameters;   // Names in lower case, values without their quotes.
};

// Never fails: what is malformed is left out.
HeaderWithParameters parse_parameters(std::string_view text);

}  // namespace mcs::net
