// White space as people see it: Unicode's White_Space (PropList.txt), and what has no width.
#pragma once

#include <string_view>

namespace mcs {

// Whether nothing of the text, which is UTF-8, can be seen.
bool is_blank(std::string_view text) noexcept;

// Without what cannot be seen at its beginning and its end.
std::string_view trim(std::string_view text) noexcept;

}  // namespace mcs
