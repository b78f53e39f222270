#include "adapters/sqlite/chunk.hpp"

namespace mcs::sqlite {

void append_to_chunk(Bytes& chunk, std::string_view entry) {
  ByteWriter(chunk).text(entry);
}

Result<void> read_chunk(std::string_view chunk, Position first, Position last, Position after,
                        std::vector<ports::LogEntry>& entries) {
  ByteReader in(chunk);
  for (Position at = first; at <= last && in.ok(); ++at.value) {
    const std::string_view entry = in.text(chunk.size());
    if (in.ok() && at > after && entries.size() < ports::SpeedrunLog::read_limit)
      entries.push_back({at, Bytes(entry)});
  }
  if (!in.ok() || !in.at_end()) return fail(ErrorCode::Corrupt, "a chunk of log entries is broken");
  return {};
}

}  // namespace mcs::sqlite
