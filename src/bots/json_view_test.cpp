#include "bots/json_view.hpp"

#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace mcs::bots {
namespace {

TEST(JsonView, FindsMembersInAnyOrderAndPastAnything) {
  const JsonView packet(
      R"( {"payload" : {"a": [1, {"b": "}]\"{"}], "n": -42 , "t": true}, "type": "X"} )");
  EXPECT_EQ(packet["type"].text(), "X");
  EXPECT_EQ(packet["payload"]["n"].integer(), -42);
  EXPECT_TRUE(packet["payload"]["t"].is_true());
  EXPECT_FALSE(packet["payload"]["b"]);
  EXPECT_FALSE(packet["type"]["n"]);
}

TEST(JsonView, EndsAStringWhereItsQuotationMarkIsNotEscaped) {
  const JsonView view(R"({"a":"\\\"\\","b":"\"","c":"","d":"x\\\\"})");
  EXPECT_EQ(view["a"].text(), R"(\\\"\\)");
  EXPECT_EQ(view["b"].text(), R"(\")");
  EXPECT_EQ(view["c"].text(), "");
  EXPECT_EQ(view["d"].text(), R"(x\\\\)");
}

TEST(JsonView, VisitsTheElementsOfAnArray) {
  std::vector<std::int64_t> numbers;
  JsonView(R"([1, 22,333])").each([&](JsonView it) { numbers.push_back(*it.integer()); });
  EXPECT_EQ(numbers, (std::vector<std::int64_t>{1, 22, 333}));
  JsonView("[]").each([](JsonView) { FAIL(); });
  JsonView("{}").each([](JsonView) { FAIL(); });
}

TEST(JsonView, EndsWithWhatIsNotJson) {
  for (const std::string_view text :
       {"", " ", "{", "[", "\"", "{\"a\"", "{\"a\":", "[1,", "[,]", "{]", "{\"a\\", "]["}) {
    const JsonView view(text);
    EXPECT_FALSE(view["b"]) << text;
    view.each([](JsonView) {});
  }
}

TEST(JsonView, TellsIntegersFromOtherValues) {
  EXPECT_EQ(JsonView("0").integer(), 0);
  EXPECT_FALSE(JsonView("1.5").integer());
  EXPECT_FALSE(JsonView("\"1\"").integer());
  EXPECT_FALSE(JsonView().integer());
  EXPECT_EQ(JsonView("7").text(), "");
}

}  // namespace
}  // namespace mcs::bots
