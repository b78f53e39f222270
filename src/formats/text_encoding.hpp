// The text of a file, in whatever encoding people's programs saved it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace mcs::formats {

struct DecodedText {
  std::string text;  // UTF-8; lines end with \n, and of control characters only \n and \t are left.
  bool guessed;      // Whether it was taken for Windows-1252, being nothing that tells itself.
};

// UTF-8, UTF-16 with a byte order mark, or else Windows-1252, which old spreadsheets save. Nothing
// if it is no text at all.
std::optional<DecodedText> decode_text(std::string_view content);

// Appends a code point as UTF-8; what is none becomes U+FFFD.
void append_code_point(std::string& text, char32_t code_point);

}  // namespace mcs::formats
