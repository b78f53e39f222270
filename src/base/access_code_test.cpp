#include "base/access_code.hpp"

#include <algorithm>
#include <gtest/gtest.h>
#include <unordered_set>

namespace mcs {
namespace {

TEST(AccessCode, ReadsWhatPeopleType) {
  for (const std::string_view typed : {"CDFH2345", "cdfh2345", "CdFh2345", " CDFH2345\n",
                                       "CDFH 2345", "cdfh-2345", "\tC D F H 2 3 4 5 "}) {
    const auto code = AccessCode::parse(typed);
    ASSERT_TRUE(code) << typed;
    EXPECT_EQ(code->text(), "CDFH2345") << typed;
  }
}

TEST(AccessCode, RefusesEverythingElse) {
  for (const std::string_view typed :
       {"", "        ", "CDFH234", "CDFH23456", "CDFH234A", "CDFH2340", "CDFH234O", "CDFH234_",
        "CDFH234\xC3\xA4", "CDFH/2345"}) {
    const auto code = AccessCode::parse(typed);
    ASSERT_FALSE(code) << typed;
    EXPECT_EQ(code.error().code, ErrorCode::UnknownQuiz);
  }
  EXPECT_FALSE(AccessCode::parse(std::string_view("CDFH2345\0", 9)));
}

TEST(AccessCode, HasAnAlphabetWithoutLookAlikesOrVowels) {
  std::string sorted(AccessCode::alphabet);
  std::ranges::sort(sorted);
  EXPECT_EQ(std::ranges::adjacent_find(sorted), sorted.end()) << "a character stands twice";
  EXPECT_EQ(AccessCode::alphabet.find_first_of("AEIOU01LQ"), std::string_view::npos);
  for (const std::string_view alike : {"0OQ", "1IL", "5S", "8B", "2Z", "6G", "UV"})
    EXPECT_LE(
        std::ranges::count_if(
            alike, [](char c) { return AccessCode::alphabet.find(c) != std::string_view::npos; }),
        1)
        << alike;
}

TEST(AccessCode, IsMadeFromDigits) {
  const auto last = static_cast<std::uint8_t>(AccessCode::alphabet.size() - 1);
  const std::array<std::uint8_t, AccessCode::length> digits{0, 1, 2, 3, 4, 5, 6, last};
  const AccessCode code = AccessCode::from_digits(digits);
  EXPECT_EQ(code.text(), "2345678Y");
  EXPECT_EQ(AccessCode::parse(code.text()), code);
}

TEST(AccessCodeDeathTest, IsNotMadeFromLargerDigits) {
  const std::array<std::uint8_t, AccessCode::length> digits{AccessCode::alphabet.size()};
  EXPECT_DEATH(AccessCode::from_digits(digits), "assertion failed");
}

TEST(AccessCode, ComparesAndHashesByText) {
  const AccessCode a = *AccessCode::parse("CDFH2345");
  const AccessCode b = *AccessCode::parse("CDFH2346");
  EXPECT_LT(a, b);
  EXPECT_EQ(a.str(), "CDFH2345");
  EXPECT_EQ((std::unordered_set<AccessCode>{a, b, a}).size(), 2);
}

}  // namespace
}  // namespace mcs
