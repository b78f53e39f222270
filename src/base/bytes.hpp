// Writing and reading compact binary records. The reader never reads past its input: after the
// first malformed field it stays failed and yields zeroes, so a decoder checks `ok()` once.
#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

namespace mcs {

// Encoded bytes; a std::string because every store and socket library takes one.
using Bytes = std::string;

class ByteWriter {
 public:
  explicit ByteWriter(Bytes& out) : out_(out) {}

  void u8(std::uint8_t value) { out_.push_back(static_cast<char>(value)); }
  // LEB128: 7 bits a byte, least significant first.
  void varint(std::uint64_t value);
  // Zigzag LEB128, for values that are usually small and sometimes negative.
  void signed_varint(std::int64_t value);
  void fixed64(std::uint64_t value);
  // Length as varint, then the bytes.
  void text(std::string_view value);

 private:
  Bytes& out_;
};

class ByteReader {
 public:
  explicit ByteReader(std::string_view input) : rest_(input) {}

  std::uint8_t u8();
  std::uint64_t varint();
  std::int64_t signed_varint();
  std::uint64_t fixed64();
  // The view is valid as long as the input is. `limit` bounds what a hostile length can ask for.
  std::string_view text(std::size_t limit);

  // A varint that must fit into T.
  template <std::unsigned_integral T>
  T narrow() {
    const std::uint64_t value = varint();
    if (value > static_cast<std::uint64_t>(T(-1))) return fail(), T{};
    return static_cast<T>(value);
  }

  // A varint that must be at most `limit`: for counts, before anything is reserved for them.
  std::uint64_t bounded(std::uint64_t limit);

  void fail() { ok_ = false, rest_ = {}; }
  bool ok() const { return ok_; }
  bool at_end() const { return rest_.empty(); }
  std::size_t remaining() const { return rest_.size(); }

 private:
  std::string_view rest_;
  bool ok_ = true;
};

}  // namespace mcs
