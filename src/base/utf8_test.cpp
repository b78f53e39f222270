#include "base/utf8.hpp"

#include <gtest/gtest.h>
#include <string>

namespace mcs {
namespace {

constexpr char32_t last_code_point = 0x10FFFF;

bool is_surrogate(char32_t c) {
  return c >= 0xD800 && c <= 0xDFFF;
}

// As RFC 3629, 3 has it, also for what is no code point.
std::string encoded(char32_t c) {
  const auto byte = [](char32_t bits) { return static_cast<char>(bits); };
  const auto tail = [&](int shift) { return byte(0x80 | (c >> shift & 0x3F)); };
  if (c < 0x80) return {byte(c)};
  if (c < 0x800) return {byte(0xC0 | c >> 6), tail(0)};
  if (c < 0x10000) return {byte(0xE0 | c >> 12), tail(6), tail(0)};
  return {byte(0xF0 | c >> 18), tail(12), tail(6), tail(0)};
}

TEST(Utf8, AcceptsEveryCodePointAndNoSurrogate) {
  for (char32_t c = 0; c <= last_code_point; ++c)
    ASSERT_EQ(is_valid_utf8(encoded(c)), !is_surrogate(c)) << std::hex << static_cast<unsigned>(c);
  EXPECT_FALSE(is_valid_utf8(encoded(last_code_point + 1)));
}

TEST(Utf8, AcceptsTwoBytesOnlyAsTheStandardHasThem) {
  for (unsigned first = 0; first < 256; ++first)
    for (unsigned second = 0; second < 256; ++second) {
      const std::string text{static_cast<char>(first), static_cast<char>(second)};
      const bool ascii = first < 0x80 && second < 0x80;
      const bool pair = first >= 0xC2 && first <= 0xDF && second >= 0x80 && second <= 0xBF;
      ASSERT_EQ(is_valid_utf8(text), ascii || pair) << first << ' ' << second;
    }
}

TEST(Utf8, RefusesOverlongAndCutForms) {
  for (const std::string_view text :
       {"\xC0\x80", "\xC1\xBF", "\xE0\x80\x80", "\xE0\x9F\xBF", "\xF0\x80\x80\x80",
        "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\x80", "\xC3", "\xE2\x82",
        "\xF0\x9F\x8E", "\xE2\x28\xA1", "\xFE", "\xFF", "eight by\xFF"})
    EXPECT_FALSE(is_valid_utf8(text));
  EXPECT_TRUE(is_valid_utf8(""));
}

TEST(Utf8, IsTheSameInPieces) {
  const std::string text =
      "A long ASCII beginning, then ü, €, 世界 and 🎉; and again ASCII to the end";
  for (std::size_t cut = 0; cut <= text.size(); ++cut) {
    Utf8Validator validator;
    EXPECT_TRUE(validator.feed(std::string_view(text).substr(0, cut)));
    EXPECT_EQ(validator.complete(), is_valid_utf8(std::string_view(text).substr(0, cut)));
    EXPECT_TRUE(validator.feed(std::string_view(text).substr(cut)));
    EXPECT_TRUE(validator.complete());
  }
}

TEST(Utf8, FailsAtTheFirstImpossibleByteAndUntilReset) {
  Utf8Validator validator;
  EXPECT_TRUE(validator.feed("\xED"));
  EXPECT_FALSE(validator.feed("\xA0"));
  EXPECT_FALSE(validator.feed("plain"));
  EXPECT_FALSE(validator.complete());
  validator.reset();
  EXPECT_TRUE(validator.feed("plain"));
  EXPECT_TRUE(validator.complete());
}

TEST(Utf8, CountsCodePoints) {
  EXPECT_EQ(count_code_points(""), 0);
  EXPECT_EQ(count_code_points("plain"), 5);
  EXPECT_EQ(count_code_points("ü€世🎉"), 4);
  EXPECT_EQ(count_code_points("e\xCC\x81"), 2);  // A combining accent is a code point of its own.
  EXPECT_EQ(count_code_points("\xC3"), std::nullopt);
}

TEST(Utf8, IsCutBetweenCodePoints) {
  EXPECT_EQ(first_code_points("aü🎉b", 0), "");
  EXPECT_EQ(first_code_points("aü🎉b", 2), "aü");
  EXPECT_EQ(first_code_points("aü🎉b", 3), "aü🎉");
  EXPECT_EQ(first_code_points("aü🎉b", 9), "aü🎉b");
}

}  // namespace
}  // namespace mcs
