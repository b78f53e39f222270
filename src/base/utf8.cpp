#include "base/utf8.hpp"

#include <algorithm>
#include <cstring>

namespace mcs {

namespace {

// Length of the ASCII run at the start of `text`, in steps of eight bytes.
std::size_t ascii_prefix(std::string_view text) {
  std::size_t size = 0;
  while (text.size() - size >= sizeof(std::uint64_t)) {
    std::uint64_t word;
    std::memcpy(&word, text.data() + size, sizeof word);
    if ((word & 0x8080808080808080U) != 0) break;
    size += sizeof word;
  }
  return size;
}

bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

}  // namespace

bool Utf8Validator::feed(std::string_view bytes) noexcept {
  if (!valid_) return false;
  for (std::size_t i = pending_ == 0 ? ascii_prefix(bytes) : 0; i < bytes.size(); ++i) {
    const auto byte = static_cast<std::uint8_t>(bytes[i]);
    if (pending_ > 0) {
      if (byte < next_low_ || byte > next_high_) return valid_ = false;
      --pending_;
      next_low_ = 0x80, next_high_ = 0xBF;
    } else if (byte >= 0x80) {
      // The second byte's range excludes overlong forms, surrogates and values past U+10FFFF.
      if (byte >= 0xC2 && byte <= 0xDF)
        pending_ = 1;
      else if (byte >= 0xE0 && byte <= 0xEF)
        pending_ = 2;
      else if (byte >= 0xF0 && byte <= 0xF4)
        pending_ = 3;
      else
        return valid_ = false;
      if (byte == 0xE0) next_low_ = 0xA0;
      if (byte == 0xED) next_high_ = 0x9F;
      if (byte == 0xF0) next_low_ = 0x90;
      if (byte == 0xF4) next_high_ = 0x8F;
    }
  }
  return true;
}

bool is_valid_utf8(std::string_view text) noexcept {
  Utf8Validator validator;
  return validator.feed(text) && validator.complete();
}

std::optional<std::size_t> count_code_points(std::string_view text) noexcept {
  if (!is_valid_utf8(text)) return std::nullopt;
  return text.size() - static_cast<std::size_t>(std::ranges::count_if(text, is_continuation));
}

std::string_view first_code_points(std::string_view text, std::size_t count) noexcept {
  std::size_t end = 0;
  for (; end < text.size() && count > 0; --count) {
    ++end;
    while (end < text.size() && is_continuation(text[end])) ++end;
  }
  return text.substr(0, end);
}

}  // namespace mcs
