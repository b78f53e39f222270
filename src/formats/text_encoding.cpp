#include "formats/text_encoding.hpp"

#include <array>

#include "base/utf8.hpp"

namespace mcs::formats {

namespace {

constexpr char32_t replacement = 0xFFFD;

// Windows-1252's 0x80 to 0x9F (WHATWG, Encoding Standard); above, it is Unicode.
constexpr std::array<char16_t, 32> windows_1252{
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

bool is_surrogate(char32_t c, char32_t first) {
  return c >= first && c < first + 0x400;
}

std::string from_utf16(std::string_view bytes, bool big_endian) {
  const auto unit = [&](std::size_t at) -> char32_t {
    const auto byte = [&](std::size_t i) -> char32_t {
      return static_cast<unsigned char>(bytes[i]);
    };
    return big_endian ? byte(at) << 8 | byte(at + 1) : byte(at + 1) << 8 | byte(at);
  };
  std::string text;
  text.reserve(bytes.size());
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
    char32_t c = unit(i);
    if (is_surrogate(c, 0xD800) && i + 3 < bytes.size() && is_surrogate(unit(i + 2), 0xDC00)) {
      i += 2;
      c = 0x10000 + ((c - 0xD800) << 10) + (unit(i) - 0xDC00);
    }
    append_code_point(text, c);
  }
  return text;
}

std::string from_windows_1252(std::string_view bytes) {
  std::string text;
  text.reserve(bytes.size() + bytes.size() / 8);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    append_code_point(text, byte >= 0x80 && byte < 0xA0 ? windows_1252.at(byte - 0x80U) : byte);
  }
  return text;
}

// Line ends become \n, other control characters go.
std::string cleaned(std::string_view text) {
  std::string clean;
  clean.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c == '\r') {
      if (i + 1 == text.size() || text[i + 1] != '\n') clean += '\n';
    } else if ((c >= 0x20 && c != 0x7F) || c == '\n' || c == '\t') {
      clean += text[i];
    }
  }
  return clean;
}

}  // namespace

void append_code_point(std::string& text, char32_t c) {
  if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) c = replacement;
  const auto tail = [c](int shift) { return static_cast<char>(0x80U | (c >> shift & 0x3FU)); };
  const auto head = [c](unsigned mark, int shift) { return static_cast<char>(mark | c >> shift); };
  if (c < 0x80)
    text += static_cast<char>(c);
  else if (c < 0x800)
    (text += head(0xC0, 6)) += tail(0);
  else if (c < 0x10000)
    ((text += head(0xE0, 12)) += tail(6)) += tail(0);
  else
    (((text += head(0xF0, 18)) += tail(12)) += tail(6)) += tail(0);
}

std::optional<DecodedText> decode_text(std::string_view content) {
  if (content.starts_with("\xFF\xFE") || content.starts_with("\xFE\xFF"))
    return DecodedText{cleaned(from_utf16(content.substr(2), content.front() == '\xFE')), false};
  if (content.starts_with("\xEF\xBB\xBF")) content.remove_prefix(3);
  // No text has one, but every archive, picture and spreadsheet file has.
  if (content.contains('\0')) return std::nullopt;
  if (is_valid_utf8(content)) return DecodedText{cleaned(content), false};
  return DecodedText{cleaned(from_windows_1252(content)), true};
}

}  // namespace mcs::formats
