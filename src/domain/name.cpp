#include "domain/name.hpp"

#include <algorithm>
#include <array>

#include "base/utf8.hpp"
#include "domain/rules.hpp"

namespace mcs::domain {

namespace {

using namespace std::string_view_literals;

// White space that people type or paste: ASCII, no-break space, ideographic space.
constexpr std::array spaces{" "sv, "\t"sv, "\r"sv, "\n"sv, "\v"sv, "\f"sv, "\u00A0"sv, "\u3000"sv};

// Invisible characters that reorder or hide their neighbours (UAX #9, zero width).
constexpr std::array forbidden{"\u200B"sv, "\u200E"sv, "\u200F"sv, "\u202A"sv, "\u202B"sv,
                               "\u202C"sv, "\u202D"sv, "\u202E"sv, "\u2028"sv, "\u2029"sv,
                               "\u2066"sv, "\u2067"sv, "\u2068"sv, "\u2069"sv, "\uFEFF"sv};

std::string_view trim(std::string_view text) {
  for (bool changed = true; changed;) {
    changed = false;
    for (const std::string_view space : spaces) {
      if (text.starts_with(space)) text.remove_prefix(space.size()), changed = true;
      if (text.ends_with(space)) text.remove_suffix(space.size()), changed = true;
    }
  }
  return text;
}

bool has_control_character(std::string_view text) {
  const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; };
  if (std::ranges::any_of(text, is_control)) return true;
  for (std::size_t i = 0; i + 1 < text.size(); ++i)  // C1 controls: U+0080 to U+009F.
    if (text[i] == '\xC2' && static_cast<unsigned char>(text[i + 1]) < 0xA0) return true;
  return std::ranges::any_of(forbidden, [&](auto character) { return text.contains(character); });
}

// Yields the characters that matter for comparing: lower case, each run of spaces as one.
class FoldedName {
 public:
  explicit FoldedName(std::string_view text) : rest_(text) {}

  // 0 at the end.
  unsigned char next() {
    if (rest_.empty()) return 0;
    const char c = rest_.front();
    rest_.remove_prefix(1);
    if (c == ' ') {
      while (rest_.starts_with(' ')) rest_.remove_prefix(1);
      return ' ';
    }
    return static_cast<unsigned char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  }

 private:
  std::string_view rest_;
};

}  // namespace

Result<std::string> normalize_name(std::string_view name) {
  const std::string_view trimmed = trim(name);
  const auto characters = count_code_points(trimmed);
  if (!characters) return fail(ErrorCode::InvalidName, "a name is valid UTF-8");
  if (*characters == 0 || *characters > max_name_characters)
    return fail(ErrorCode::InvalidName, "a name has 1 to 32 characters");
  if (has_control_character(trimmed))
    return fail(ErrorCode::InvalidName, "a name has no control or invisible characters");
  return std::string(trimmed);
}

bool same_name(std::string_view a, std::string_view b) {
  FoldedName left(a);
  FoldedName right(b);
  while (true) {
    const unsigned char c = left.next();
    if (c != right.next()) return false;
    if (c == 0) return true;
  }
}

std::uint64_t name_hash(std::string_view name) {
  // FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/
  std::uint64_t hash = 0xCBF29CE484222325U;
  FoldedName folded(name);
  while (const unsigned char c = folded.next()) hash = (hash ^ c) * 0x100000001B3U;
  return hash;
}

}  // namespace mcs::domain
