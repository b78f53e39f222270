// A set of a question's options, by 0-based index.
#pragma once

#include <bit>
#include <compare>
#include <cstdint>

#include "domain/rules.hpp"

namespace mcs::domain {

class OptionSet {
 public:
  constexpr OptionSet() = default;
  static constexpr OptionSet from_bits(std::uint16_t bits) { return OptionSet(bits); }

  // False, and nothing changes, if `option` is out of range or already contained.
  constexpr bool insert(std::size_t option) {
    if (option >= max_options || contains(option)) return false;
    bits_ = static_cast<std::uint16_t>(bits_ | 1U << option);
    return true;
  }
  constexpr bool contains(std::size_t option) const {
    return option < max_options && (bits_ >> option & 1U) != 0;
  }
  constexpr unsigned size() const { return static_cast<unsigned>(std::popcount(bits_)); }
  constexpr bool empty() const { return bits_ == 0; }
  // Whether every member is below `count`.
  constexpr bool within(std::size_t count) const { return bits_ >> count == 0; }
  constexpr std::uint16_t bits() const { return bits_; }

  friend constexpr OptionSet operator&(OptionSet a, OptionSet b) {
    return OptionSet(static_cast<std::uint16_t>(a.bits_ & b.bits_));
  }
  friend constexpr bool operator==(OptionSet, OptionSet) = default;

 private:
  explicit constexpr OptionSet(std::uint16_t bits) : bits_(bits) {}

  std::uint16_t bits_ = 0;
};

}  // namespace mcs::domain
