// Chunks: log entries packed into one database value.
#include "adapters/sqlite/chunk.hpp"

#include <gtest/gtest.h>

namespace mcs::sqlite {
namespace {

using Entries = std::vector<ports::LogEntry>;

Result<Entries> read(std::string_view chunk, std::uint64_t first, std::uint64_t last,
                     std::uint64_t after) {
  Entries entries;
  if (auto done = read_chunk(chunk, {first}, {last}, {after}, entries); !done)
    return fail(done.error());
  return entries;
}

Bytes three_entries() {
  Bytes chunk;
  for (const std::string entry : {"seven", "", "nine"}) append_to_chunk(chunk, entry);
  return chunk;
}

TEST(Chunk, GivesBackTheEntriesAfterAPosition) {
  const Bytes chunk = three_entries();
  EXPECT_EQ(read(chunk, 7, 9, 0), (Entries{{{7}, "seven"}, {{8}, ""}, {{9}, "nine"}}));
  EXPECT_EQ(read(chunk, 7, 9, 7), (Entries{{{8}, ""}, {{9}, "nine"}}));
  EXPECT_EQ(read(chunk, 7, 9, 9), Entries{});
}

TEST(Chunk, GivesNoMoreThanOneReadTakes) {
  Bytes chunk;
  constexpr std::size_t count = ports::SpeedrunLog::read_limit + 10;
  for (std::size_t i = 0; i < count; ++i) append_to_chunk(chunk, "x");
  EXPECT_EQ(read(chunk, 1, count, 0)->size(), ports::SpeedrunLog::read_limit);
}

TEST(Chunk, IsCorruptIfTheCountOrTheLengthsAreWrong) {
  const Bytes chunk = three_entries();
  for (const auto& broken :
       {read(chunk, 7, 8, 0), read(chunk, 7, 10, 0),
        read(chunk.substr(0, chunk.size() - 1), 7, 9, 0), read("\xFF\xFF\xFF\xFF\x7F", 1, 1, 0)}) {
    ASSERT_FALSE(broken);
    EXPECT_EQ(broken.error().code, ErrorCode::Corrupt);
  }
}

}  // namespace
}  // namespace mcs::sqlite
