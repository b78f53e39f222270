// UTF-8 validation that can be fed piece by piece, as RFC 3629 defines the encoding: no overlong
// forms, no surrogates, nothing past U+10FFFF.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace mcs {

class Utf8Validator {
 public:
  // False as soon as what was fed cannot become valid any more.
  bool feed(std::string_view bytes) noexcept;
  // Whether what was fed so far ends at a code point's end.
  bool complete() const noexcept { return pending_ == 0 && valid_; }
  void reset() noexcept { *this = {}; }

 private:
  std::uint8_t pending_ = 0;      // Continuation bytes still expected.
  std::uint8_t next_low_ = 0x80;  // Allowed range of the next continuation byte.
  std::uint8_t next_high_ = 0xBF;
  bool valid_ = true;
};

bool is_valid_utf8(std::string_view text) noexcept;

// Number of code points; nothing if the text is not valid UTF-8.
std::optional<std::size_t> count_code_points(std::string_view text) noexcept;

// The beginning of a valid text, of at most so many code points.
std::string_view first_code_points(std::string_view text, std::size_t count) noexcept;

}  // namespace mcs
