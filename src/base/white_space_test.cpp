#include "base/white_space.hpp"

#include <gtest/gtest.h>

namespace mcs {
namespace {

TEST(WhiteSpace, IsTakenOffBothEndsAndNotOutOfTheMiddle) {
  EXPECT_EQ(trim(" \t\r\na \u3000 b\u00A0\u200B\n"), "a \u3000 b");
  EXPECT_EQ(trim("\uFEFFü\uFEFF"), "ü");
  EXPECT_EQ(trim("whole"), "whole");
  EXPECT_EQ(trim(""), "");
}

TEST(WhiteSpace, AloneIsBlank) {
  EXPECT_TRUE(is_blank(""));
  EXPECT_TRUE(is_blank(" \u2003\u200D\u3000\t"));
  EXPECT_FALSE(is_blank(" . "));
}

}  // namespace
}  // namespace mcs
