// A hash index over seats: open addressing with four bytes a slot, because a node-based map would
// cost more than the seats themselves. Keys live in the seats; this holds only where they are.
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <vector>

#include "base/ids.hpp"

namespace mcs::domain {

class SeatIndexTable {
 public:
  // The first seat with this hash that `matches`.
  template <std::predicate<SeatIndex> Matches>
  std::optional<SeatIndex> find(std::uint64_t hash, Matches matches) const {
    if (slots_.empty()) return std::nullopt;
    for (std::size_t slot = home(hash);; slot = next(slot)) {
      if (slots_[slot] == 0) return std::nullopt;
      const SeatIndex seat{slots_[slot] - 1};
      if (matches(seat)) return seat;
    }
  }

  // `hash_of(seat)` gives the hash of a seat already inserted; needed when the table grows.
  template <std::invocable<SeatIndex> HashOf>
  void insert(std::uint64_t hash, SeatIndex seat, HashOf hash_of) {
    if (2 * (used_ + 1) > slots_.size()) grow(hash_of);
    place(hash, seat);
  }

 private:
  std::size_t home(std::uint64_t hash) const {
    // Fibonacci hashing spreads keys whose low bits are alike.
    return static_cast<std::size_t>((hash * 0x9E3779B97F4A7C15U) >> 32) & (slots_.size() - 1);
  }
  std::size_t next(std::size_t slot) const { return (slot + 1) & (slots_.size() - 1); }

  void place(std::uint64_t hash, SeatIndex seat) {
    std::size_t slot = home(hash);
    while (slots_[slot] != 0) slot = next(slot);
    slots_[slot] = seat.value + 1;
    ++used_;
  }

  template <class HashOf>
  void grow(HashOf hash_of) {
    std::vector<std::uint32_t> old(slots_.empty() ? 16 : 2 * slots_.size());
    old.swap(slots_);
    used_ = 0;
    for (const std::uint32_t value : old)
      if (value != 0) place(hash_of(SeatIndex{value - 1}), SeatIndex{value - 1});
  }

  std::vector<std::uint32_t> slots_;  // Seat + 1, or 0 for free; the size is a power of two.
  std::size_t used_ = 0;
};

}  // namespace mcs::domain
