#include "protocol/json_writer.hpp"

#include <boost/json/parse.hpp>
#include <gtest/gtest.h>
#include <limits>
#include <random>

namespace mcs::protocol {
namespace {

std::string json_of(std::string_view text) {
  std::string out;
  append_json_string(out, text);
  return out;
}

TEST(AppendJsonString, EscapesWhatJsonDemandsAndNothingElse) {
  EXPECT_EQ(json_of(""), R"("")");
  EXPECT_EQ(json_of("plain / text"), R"("plain / text")");
  EXPECT_EQ(json_of(R"(a "quoted" \ text)"), R"("a \"quoted\" \\ text")");
  EXPECT_EQ(json_of("a\nb\rc\td"), R"("a\nb\rc\td")");
  EXPECT_EQ(json_of(std::string_view("\0\x01\x1F\x7F", 4)), "\"\\u0000\\u0001\\u001f\x7F\"");
  EXPECT_EQ(json_of("Grüße, 世界 🎉"), "\"Grüße, 世界 🎉\"");
}

TEST(AppendJsonString, IsReadBackAsWritten) {
  std::mt19937 random(1);
  std::uniform_int_distribution<int> byte(0, 127);
  std::uniform_int_distribution<std::size_t> length(0, 40);
  for (int round = 0; round < 2'000; ++round) {
    std::string text(length(random), ' ');
    for (char& c : text) c = static_cast<char>(byte(random));
    ASSERT_EQ(boost::json::parse(json_of(text)).as_string(), text);
  }
}

TEST(JsonWriter, SeparatesMembersAndItems) {
  std::string text;
  JsonWriter json(text);
  json.begin_object().member("a", 1).key("b").begin_array();
  json.value(true).value(false).begin_object().end_object().begin_array().end_array();
  json.end_array().member("c", "text").member("d", std::string("text")).end_object();
  EXPECT_EQ(text, R"({"a":1,"b":[true,false,{},[]],"c":"text","d":"text"})");
}

TEST(JsonWriter, WritesNumbersOfEverySize) {
  std::string text;
  JsonWriter json(text);
  json.begin_array().value(std::uint8_t{7}).value(-1).value(0U);
  json.value(std::numeric_limits<std::int64_t>::min())
      .value(std::numeric_limits<std::int64_t>::max())
      .end_array();
  EXPECT_EQ(text, "[7,-1,0,-9223372036854775808,9223372036854775807]");
}

TEST(JsonWriter, WritesIdsOptionsAndTexts) {
  domain::OptionSet options;
  options.insert(9);
  options.insert(0);
  std::string text;
  JsonWriter json(text);
  json.begin_object().member("user", UserId{0x0123'4567'89ab'cdef}).member("options", options);
  json.member("none", domain::OptionSet()).member("texts", std::vector<std::string>{"a", "\""});
  json.end_object();
  EXPECT_EQ(text, R"({"user":"0123456789abcdef","options":[0,9],"none":[],"texts":["a","\""]})");
}

TEST(JsonWriter, ContinuesAnObjectBegunElsewhere) {
  std::string text;
  JsonWriter json(text);
  json.begin_array().raw(R"({"a":1)").member("b", 2).end_object();
  json.raw(R"({"a":3)").member("b", 4).end_object().end_array();
  EXPECT_EQ(text, R"([{"a":1,"b":2},{"a":3,"b":4}])");
}

}  // namespace
}  // namespace mcs::protocol
