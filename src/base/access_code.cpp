#include "base/access_code.hpp"

#include "base/assert.hpp"

namespace mcs {

namespace {

constexpr char upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

constexpr bool is_separator(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '-';
}

}  // namespace

Result<AccessCode> AccessCode::parse(std::string_view text) {
  AccessCode code;
  std::size_t size = 0;
  for (const char c : text) {
    if (is_separator(c)) continue;
    if (size == length || alphabet.find(upper(c)) == std::string_view::npos)
      return fail(ErrorCode::UnknownQuiz, "an access code has 8 letters and digits");
    code.characters_[size++] = upper(c);
  }
  if (size != length)
    return fail(ErrorCode::UnknownQuiz, "an access code has 8 letters and digits");
  return code;
}

AccessCode AccessCode::from_digits(std::span<const std::uint8_t, length> digits) {
  AccessCode code;
  for (std::size_t i = 0; i < length; ++i) {
    MCS_ASSERT(digits[i] < alphabet.size());
    code.characters_[i] = alphabet[digits[i]];
  }
  return code;
}

}  // namespace mcs
