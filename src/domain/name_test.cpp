#include "domain/name.hpp"

#include <gtest/gtest.h>

namespace mcs::domain {
namespace {

TEST(NormalizeName, TrimsAllKindsOfSpace) {
  EXPECT_EQ(normalize_name("  Ada\t\n"), "Ada");
  EXPECT_EQ(normalize_name("\u00A0\u3000Ada Lovelace\u3000 "), "Ada Lovelace");
}

TEST(NormalizeName, CountsCharactersNotBytes) {
  std::string longest;
  for (int i = 0; i < 32; ++i) longest += "\U0001F3CE";
  EXPECT_TRUE(normalize_name(longest));
  EXPECT_EQ(normalize_name(longest + "a").error().code, ErrorCode::InvalidName);
}

TEST(NormalizeName, RefusesWhatCannotBeShown) {
  for (const std::string_view name : {"", "   ", "a\x01z", "a\x7Fz", "a\u0085z", "a\u202Ez",
                                      "a\u200Bz", "a\uFEFFz", "\xFF", "\xC3", "\xED\xA0\x80"})
    EXPECT_EQ(normalize_name(name).error().code, ErrorCode::InvalidName) << name;
}

TEST(NormalizeName, AcceptsNamesOfTheWorld) {
  for (const std::string_view name : {"José", "Zoë", "李雷", "محمد", "Søren Å", "🏎️ Max", "O'Neil"})
    EXPECT_EQ(normalize_name(name), name);
}

TEST(SameName, IgnoresLetterCaseAndRunsOfSpaces) {
  EXPECT_TRUE(same_name("Ada  Lovelace", "ADA lovelace"));
  EXPECT_FALSE(same_name("Ada", "Ada B"));
  EXPECT_FALSE(same_name("AdaB", "Ada B"));
  EXPECT_EQ(name_hash("Ada  Lovelace"), name_hash("aDA LOVELACE"));
}

}  // namespace
}  // namespace mcs::domain
