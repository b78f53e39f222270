#include "formats/text_encoding.hpp"

#include <gtest/gtest.h>

namespace mcs::formats {
namespace {

TEST(DecodeText, ReadsUtf8WithAndWithoutMark) {
  EXPECT_EQ(decode_text("grün 🎉")->text, "grün 🎉");
  EXPECT_EQ(decode_text("\xEF\xBB\xBFgrün")->text, "grün");
  EXPECT_FALSE(decode_text("grün")->guessed);
}

TEST(DecodeText, ReadsUtf16WithAMark) {
  using namespace std::string_view_literals;
  EXPECT_EQ(decode_text("\xFF\xFE"
                        "a\0\xFC\0\x3C\xD8\x89\xDF"sv)
                ->text,
            "aü🎉");
  EXPECT_EQ(decode_text("\xFE\xFF\0a\0\xFC\xD8\x3C\xDF\x89"sv)->text, "aü🎉");
  // Half a pair, and half a unit.
  EXPECT_EQ(decode_text("\xFF\xFE\x3C\xD8"
                        "a\0b"sv)
                ->text,
            "\uFFFDa");
}

TEST(DecodeText, GuessesWindows1252) {
  const auto decoded = decode_text("\x84gr\xFCn\x93 \x80 5\x81");
  EXPECT_EQ(decoded->text, "„grün“ € 5\u0081");
  EXPECT_TRUE(decoded->guessed);
}

TEST(DecodeText, RefusesWhatIsNoText) {
  EXPECT_FALSE(decode_text({"a\0b", 3}));
}

TEST(DecodeText, LeavesOneKindOfLineEndAndNoControlCharacters) {
  EXPECT_EQ(decode_text("a\r\nb\rc\n\x01\x7F\fd\te\r")->text, "a\nb\nc\nd\te\n");
}

}  // namespace
}  // namespace mcs::formats
