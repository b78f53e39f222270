#include "protocol/json_parser.hpp"

#include <boost/json/serialize.hpp>
#include <gmock/gmock.h>

namespace mcs::protocol {
namespace {

using testing::HasSubstr;

std::string read(std::string_view text) {
  const auto value = parse_json(text, {});
  return value ? boost::json::serialize(*value) : "fault: " + value.error().message;
}

std::size_t fault_offset(std::string_view text) {
  const auto value = parse_json(text, {});
  EXPECT_FALSE(value) << text;
  return value ? 0 : value.error().offset;
}

std::string object_of(std::size_t members) {
  std::string text = "{";
  for (std::size_t i = 0; i < members; ++i)
    text += (i == 0 ? "\"" : ",\"") + std::to_string(i) + "\":0";
  return text + "}";
}

TEST(ParseJson, ReadsEveryKindOfValue) {
  constexpr std::string_view text = R"({"a":[1,-2,18446744073709551615,"é\u0000",true,null,{}]})";
  EXPECT_EQ(read(text), text);
  EXPECT_EQ(read(" 1.5 "), "1.5E0");
  EXPECT_EQ(read(R"("\ud83c\udf89")"), "\"🎉\"");
  const std::string long_text = '"' + std::string(100'000, 'x') + '"';
  EXPECT_EQ(read(long_text), long_text);
}

TEST(ParseJson, LetsTheLastOfEqualMembersCount) {
  EXPECT_EQ(read(R"({"a":1,"b":2,"a":3})"), R"({"a":3,"b":2})");
}

TEST(ParseJson, RefusesWhatIsNotJson) {
  for (const std::string_view text :
       {"",       " ",        "{",           "[1,]", "{\"a\":1,}", "{a:1}", "'a'",
        "NaN",    "Infinity", "-",           "01",   "1.",         "+1",    "// c\n1",
        "\"\t\"", "\"\\x\"",  "\"\\ud800\"", "nul",  "1 2",        "{}{}",  "[1]x"})
    EXPECT_FALSE(parse_json(text, {})) << text;
  EXPECT_FALSE(parse_json(std::string_view("1\0", 2), {}));
}

TEST(ParseJson, RefusesWhatIsNotUtf8) {
  EXPECT_THAT(read("\"\xC3\""), HasSubstr("not valid UTF-8"));
  EXPECT_THAT(read("\"\xED\xA0\x80\""), HasSubstr("not valid UTF-8"));
  EXPECT_THAT(read("[\"a\", \xFF]"), HasSubstr("not valid UTF-8"));
}

TEST(ParseJson, BoundsDepthAndMembers) {
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
  };
  EXPECT_EQ(read(nested(max_json_depth)), nested(max_json_depth));
  EXPECT_THAT(read(nested(max_json_depth + 1)), HasSubstr("16 deep"));
  EXPECT_THAT(read(std::string(1'000'000, '[')), HasSubstr("16 deep"));
  EXPECT_EQ(read(object_of(max_json_members)), object_of(max_json_members));
  EXPECT_THAT(read(object_of(max_json_members + 1)), HasSubstr("64 members"));
}

TEST(ParseJson, SaysWhereTheFaultIs) {
  EXPECT_EQ(fault_offset("[1, x]"), 4);
  EXPECT_EQ(fault_offset("[1, true"), 8);
  EXPECT_EQ(fault_offset("[1] 2"), 4);
}

TEST(AsInteger, TakesNumbersThatStandForOne) {
  const auto integer = [](std::string_view text) { return as_integer(*parse_json(text, {})); };
  EXPECT_EQ(integer("3"), 3);
  EXPECT_EQ(integer("-3"), -3);
  EXPECT_EQ(integer("3.0"), 3);
  EXPECT_EQ(integer("3e2"), 300);
  EXPECT_EQ(integer("9223372036854775807"), 9223372036854775807);
  for (const std::string_view text :
       {"3.5", "1e300", "-1e300", "1e99999", "9223372036854775808", "\"3\"", "true", "null", "[]"})
    EXPECT_EQ(integer(text), std::nullopt) << text;
}

}  // namespace
}  // namespace mcs::protocol
