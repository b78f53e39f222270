// Splits an input into the bytes to read and the places at which they arrive cut: a count, so many
// piece sizes, used in turn, and then the bytes.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace mcs::fuzz {

class Pieces {
 public:
  Pieces(const std::uint8_t* data, std::size_t size)
      : bytes_(reinterpret_cast<const char*>(data), size) {
    if (bytes_.empty()) return;
    const std::size_t count = std::min<std::size_t>(data[0] % max_sizes, bytes_.size() - 1);
    sizes_ = bytes_.substr(1, count);
    bytes_.remove_prefix(1 + count);
  }

  // The same bytes, not cut.
  Pieces in_one() const {
    Pieces one = *this;
    one.sizes_ = {};
    return one;
  }

  // All of them, or what is left of them once some were taken.
  std::string_view bytes() const { return bytes_; }
  bool empty() const { return bytes_.empty(); }
  void skip(std::size_t count) { bytes_.remove_prefix(std::min(count, bytes_.size())); }

  std::string_view take() {
    const std::string_view piece = bytes_.substr(0, next_size());
    bytes_.remove_prefix(piece.size());
    return piece;
  }

 private:
  static constexpr std::size_t max_sizes = 16;

  std::size_t next_size() {
    if (sizes_.empty()) return bytes_.size();
    const auto size = static_cast<std::uint8_t>(sizes_[turn_++ % sizes_.size()]);
    return std::max<std::size_t>(size, 1);
  }

  std::string_view bytes_;
  std::string_view sizes_;
  std::size_t turn_ = 0;
};

}  // namespace mcs::fuzz
