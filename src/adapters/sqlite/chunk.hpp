// Consecutive entries of one speedrun packed into one database value: many small rows would cost
// more than what they hold.
#pragma once

#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "ports/speedrun_log.hpp"

namespace mcs::sqlite {

// Past this size a chunk takes no further entry.
inline constexpr std::size_t chunk_bytes = 32 * 1024;

void append_to_chunk(Bytes& chunk, std::string_view entry);

// Appends to `entries` those after `after`, as long as `entries` has less than read_limit. Corrupt
// if the chunk is not a sequence of entries from `first` to `last`.
Result<void> read_chunk(std::string_view chunk, Position first, Position last, Position after,
                        std::vector<ports::LogEntry>& entries);

}  // namespace mcs::sqlite
