#include "adapters/journal/spdlog_journal.hpp"

#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

namespace mcs::journal {
namespace {

TEST(TextLine, QuotesOnlyWhatNeedsIt) {
  EXPECT_EQ(text_line("speedrun created", {{"speedrun", "CDFHJKMN"}, {"participants", 3}}),
            "speedrun created speedrun=CDFHJKMN participants=3");
  EXPECT_EQ(text_line("e", {{"a", ""}, {"b", "two words"}, {"c", true}}),
            R"(e a="" b="two words" c=true)");
}

TEST(TextLine, NothingStartsANewLine) {
  EXPECT_EQ(text_line("e", {{"name", "a\nb\"c\x1b[31m"}}), R"(e name="a\nb\"c\u001b[31m")");
}

TEST(JsonLine, IsOneObject) {
  const auto line = boost::json::parse(
      json_line(ports::Severity::Warning, "log unavailable", {{"seconds", 1.5}, {"ok", false}}));
  EXPECT_EQ(line.at("severity"), "warning");
  EXPECT_EQ(line.at("event"), "log unavailable");
  EXPECT_EQ(line.at("seconds"), 1.5);
  EXPECT_EQ(line.at("ok"), false);
  EXPECT_TRUE(line.at("time").as_string().ends_with("Z"));
}

}  // namespace
}  // namespace mcs::journal
