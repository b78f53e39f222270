// Names that participants choose: what is allowed, and when two count as the same.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace mcs::domain {

// Trims white space and checks: UTF-8, 1 to max_name_characters code points, no control characters
// and none that reorder text on everybody's screen (Unicode bidirectional controls, UAX #9).
Result<std::string> normalize_name(std::string_view name);

// Names that differ only in ASCII letter case or in runs of spaces are the same name.
bool same_name(std::string_view a, std::string_view b);
std::uint64_t name_hash(std::string_view name);

}  // namespace mcs::domain
