// The access code (`quiz_id`): identifies a speedrun, and is what people read aloud and type.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace mcs {

class AccessCode {
 public:
  static constexpr std::size_t length = 8;
  // No vowels (no accidental words) and nothing that looks like something else in the set:
  // 0 O Q, 1 I L, 5 S, 8 B, 2 Z, 6 G, U V are each represented at most once. 23^8 = 7.8e10 codes.
  static constexpr std::string_view alphabet = "23456789CDFHJKMNPRTVWXY";

  AccessCode() = default;

  // Accepts any letter case; surrounding space, and spaces or hyphens between groups, are ignored.
  static Result<AccessCode> parse(std::string_view text);

  // Maps `length` uniform random values below alphabet.size() to a code.
  static AccessCode from_digits(std::span<const std::uint8_t, length> digits);

  std::string_view text() const noexcept { return {characters_.data(), length}; }
  std::string str() const { return std::string(text()); }

  friend auto operator<=>(const AccessCode&, const AccessCode&) = default;

 private:
  std::array<char, length> characters_{};
};

using SpeedrunId = AccessCode;

}  // namespace mcs

template <>
struct std::hash<mcs::AccessCode> {
  std::size_t operator()(const mcs::AccessCode& code) const noexcept {
    return std::hash<std::string_view>{}(code.text());
  }
};
