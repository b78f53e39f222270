// The lines of a text, with their numbers.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/white_space.hpp"

namespace mcs::formats {

struct Line {
  std::string_view text;  // Trimmed.
  std::uint32_t number = 0;
  std::string_view whole;  // With its indent.
};

class Lines {
 public:
  explicit Lines(std::string_view text) : rest_(text), at_end_(text.empty()) {}

  // False at the end; then `line` stays as it is.
  bool next(Line& line) {
    if (at_end_) return false;
    const std::size_t end = rest_.find('\n');
    const std::string_view whole = rest_.substr(0, end);
    line = {trim(whole), ++number_, whole};
    at_end_ = end == std::string_view::npos;
    if (!at_end_) rest_.remove_prefix(end + 1);
    return true;
  }

 private:
  std::string_view rest_;
  bool at_end_;
  std::uint32_t number_ = 0;
};

}  // namespace mcs::formats
