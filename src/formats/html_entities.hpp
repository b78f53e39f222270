// The named characters of HTML.
#pragma once

#include <optional>
#include <string_view>

namespace mcs::formats {

// "eacute" is U+00E9. The names are those of HTML 4.01, chapter 24, and "apos".
std::optional<char32_t> html_entity(std::string_view name);

}  // namespace mcs::formats
