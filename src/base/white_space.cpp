#include "base/white_space.hpp"

#include <algorithm>
#include <array>

namespace mcs {

namespace {

using namespace std::string_view_literals;

constexpr std::array unseen{" "sv,      "\t"sv,     "\n"sv,     "\v"sv,     "\f"sv,     "\r"sv,
                            "\u0085"sv, "\u00A0"sv, "\u1680"sv, "\u2000"sv, "\u2001"sv, "\u2002"sv,
                            "\u2003"sv, "\u2004"sv, "\u2005"sv, "\u2006"sv, "\u2007"sv, "\u2008"sv,
                            "\u2009"sv, "\u200A"sv, "\u200B"sv, "\u200C"sv, "\u200D"sv, "\u2028"sv,
                            "\u2029"sv, "\u202F"sv, "\u205F"sv, "\u2060"sv, "\u3000"sv, "\uFEFF"sv};

}  // namespace

bool is_blank(std::string_view text) noexcept {
  return trim(text).empty();
}

std::string_view trim(std::string_view text) noexcept {
  while (!text.empty()) {
    const auto begins = [text](std::string_view character) { return text.starts_with(character); };
    const auto character = std::ranges::find_if(unseen, begins);
    if (character == unseen.end()) break;
    text.remove_prefix(character->size());
  }
  while (!text.empty()) {
    const auto ends = [text](std::string_view character) { return text.ends_with(character); };
    const auto character = std::ranges::find_if(unseen, ends);
    if (character == unseen.end()) break;
    text.remove_suffix(character->size());
  }
  return text;
}

}  // namespace mcs
