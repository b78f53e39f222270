#include "base/ids.hpp"

#include <gtest/gtest.h>
#include <random>
#include <type_traits>
#include <unordered_set>

namespace mcs {
namespace {

static_assert(!std::is_convertible_v<UserId, InstanceId>);
static_assert(!std::is_convertible_v<std::uint64_t, UserId>);
static_assert(!std::is_convertible_v<UserId, std::uint64_t>);
static_assert(sizeof(SeatIndex) == 4 && sizeof(QuestionIndex) == 2);

TEST(StrongId, ComparesAndHashesByValue) {
  EXPECT_EQ(UserId{}, UserId{0});
  EXPECT_LT(UserId{1}, UserId{2});
  EXPECT_EQ((std::unordered_set<UserId>{UserId{1}, UserId{2}, UserId{1}}).size(), 2);
}

TEST(UserId, HasSixteenHexadecimalDigits) {
  EXPECT_EQ(to_string(UserId{0}), "0000000000000000");
  EXPECT_EQ(to_string(UserId{0x0123'4567'89AB'CDEF}), "0123456789abcdef");
  EXPECT_EQ(to_string(UserId{~0ULL}), "ffffffffffffffff");
}

TEST(UserId, IsReadAsWritten) {
  std::mt19937_64 random(1);
  for (int round = 0; round < 1'000; ++round) {
    const UserId id{random()};
    EXPECT_EQ(parse_user_id(to_string(id)), id);
  }
}

TEST(UserId, HasOneFormOnly) {
  for (const std::string_view text :
       {"", "1", "000000000000000", "00000000000000000", "000000000000000F", "000000000000000g",
        "0x00000000000001", "-000000000000001", "+000000000000001", " 000000000000001",
        "000000000000001 "}) {
    const auto id = parse_user_id(text);
    ASSERT_FALSE(id) << text;
    EXPECT_EQ(id.error().code, ErrorCode::UnknownParticipant);
  }
}

}  // namespace
}  // namespace mcs
