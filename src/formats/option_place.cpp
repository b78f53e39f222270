#include "formats/option_place.hpp"

#include <cstdint>

namespace mcs::formats {

void place_right_option(Draft& draft, std::string right) {
  // FNV-1a, and MurmurHash3's last steps so that a change at the end reaches every bit.
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const char c : draft.text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  for (const std::uint64_t factor : {0xff51afd7ed558ccdU, 0xc4ceb9fe1a85ec53U})
    hash = (hash ^ hash >> 33) * factor;
  const auto place = static_cast<std::ptrdiff_t>((hash >> 33) % (draft.options.size() + 1));
  draft.options.insert(draft.options.begin() + place, std::move(right));
  draft.right.assign(draft.options.size(), false);
  draft.right[static_cast<std::size_t>(place)] = true;
}

}  // namespace mcs::formats
