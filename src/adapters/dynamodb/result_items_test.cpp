#include "adapters/dynamodb/result_items.hpp"

#include <boost/json/serialize.hpp>
#include <gtest/gtest.h>

#include "adapters/dynamodb/attributes.hpp"

namespace mcs::dynamodb {
namespace {

using namespace domain;
using namespace std::chrono_literals;

const SpeedrunId id = AccessCode::parse("FFFF2222").value();

SpeedrunResult result_with(std::size_t participants) {
  SpeedrunResult result{.id = id,
                        .quiz_name = "Quiz",
                        .categories = {"C"},
                        .question_duration = 10s,
                        .started_at = from_epoch_ms(1'000),
                        .finished_at = from_epoch_ms(61'000),
                        .reason = FinishReason::Completed};
  result.questions.push_back({{"Why?", "C", {"a", "b"}, OptionSet::from_bits(2)}, {1, 2, 3}});
  for (std::size_t i = 0; i < participants; ++i)
    result.participants.push_back(
        {.user = {i},
         .name = "participant " + std::to_string(i),
         .rank = static_cast<std::uint32_t>(i + 1),
         .score = 90,
         .total_time = 1s,
         .answers = {{Outcome::Correct, OptionSet::from_bits(2), 1s, 10ms, 90}}});
  return result;
}

std::string sort_key_of(const Item& item) {
  return Fields(item).bytes(sort_key);
}

TEST(ResultItems, CanBeReadInAnyTool) {
  const auto items = to_items(result_with(1));
  EXPECT_EQ(Fields(items.meta).bytes("quiz_name"), "Quiz");
  EXPECT_EQ(Fields(items.meta).integer("finished_ms"), 61'000);
  ASSERT_EQ(items.parts.size(), 3U);  // Categories, participants, questions.
  const std::string text = boost::json::serialize(items.parts[1]);
  EXPECT_NE(text.find(R"("name":{"S":"participant 0"})"), std::string::npos) << text;
}

TEST(ResultItems, NoPartIsLargerThanDynamoDbTakes) {
  auto result = result_with(3'000);
  // As large as an element may be: 5,000 answers, and a name that JSON escapes.
  for (std::size_t i = 0; i < 5; ++i)
    result.participants[i].answers.assign(
        max_questions, {Outcome::Partial, OptionSet::from_bits(0x3FF), 600s, 1s, 100});
  result.categories.assign(max_categories, std::string(max_category_characters * 4, 'c'));
  const auto items = to_items(result);
  EXPECT_GT(items.parts.size(), 10U);
  for (const auto& part : items.parts)
    EXPECT_LT(boost::json::serialize(part).size(), 250'000U) << sort_key_of(part);
  EXPECT_EQ(from_items(id, items.meta, items.parts), result);
}

TEST(ResultItems, TheSameResultHasTheSameKeysAndAnotherHasOthers) {
  const auto items = to_items(result_with(2));
  const auto again = to_items(result_with(2));
  EXPECT_EQ(items.meta, again.meta);
  EXPECT_EQ(items.parts, again.parts);
  auto other = result_with(2);
  other.participants[0].answers[0].score = 89;
  const auto others = to_items(other);
  EXPECT_NE(parts_prefix(items.meta), parts_prefix(others.meta));
  for (const auto& part : items.parts)
    EXPECT_TRUE(sort_key_of(part).starts_with(parts_prefix(items.meta).value()));
}

TEST(ResultItems, HalfAResultIsNone) {
  const auto items = to_items(result_with(2'000));
  for (std::size_t missing = 0; missing < items.parts.size(); ++missing) {
    auto parts = items.parts;
    parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(missing));
    const auto read = from_items(id, items.meta, parts);
    ASSERT_FALSE(read) << missing;
    EXPECT_EQ(read.error().code, ErrorCode::Corrupt);
  }
}

TEST(ResultItems, WhatNobodyWroteIsCorrupt) {
  const auto whole = to_items(result_with(1));
  const auto broken = [&whole](std::string_view field, const json::value& value) {
    auto meta = whole.meta;
    meta[field] = value;
    return from_items(id, meta, whole.parts);
  };
  EXPECT_TRUE(broken("quiz_name", text("other")));
  EXPECT_FALSE(broken("quiz_name", number(1)));
  EXPECT_FALSE(broken("reason", number(5)));
  EXPECT_FALSE(broken("reason", text("1")));
  EXPECT_FALSE(broken("participants", number(-1)));
  EXPECT_FALSE(broken("started_ms", {{"N", "1x"}}));
  EXPECT_FALSE(parts_prefix({}));
  for (std::size_t i = 0; i < whole.parts.size(); ++i) {
    auto parts = whole.parts;
    parts[i]["elements"] = list({map({{"name", text("no user")}}), json::value(3)});
    EXPECT_FALSE(from_items(id, whole.meta, parts)) << i;
  }
}

TEST(ResultItems, PartsOutliveTheMetaItem) {
  const auto end = from_epoch_ms(10'000);
  const auto items = to_items(result_with(1), end);
  EXPECT_FALSE(has_expired(items.meta, end - 1s));
  EXPECT_TRUE(has_expired(items.meta, end));
  EXPECT_FALSE(has_expired(to_items(result_with(1)).meta, end));
  for (const auto& part : items.parts) EXPECT_GT(Fields(part).integer(expiry), 10 + 24 * 60 * 60);
}

TEST(Attributes, TextThatIsNotUtf8IsBinary) {
  EXPECT_EQ(text("é"), json::value({{"S", "é"}}));
  EXPECT_EQ(text("\xFF"), json::value({{"B", "/w=="}}));
  const Item item{{"a", text("\xFF")}, {"b", text("")}};
  Fields fields(item);
  EXPECT_EQ(fields.bytes("a"), "\xFF");
  EXPECT_EQ(fields.bytes("b"), "");
  EXPECT_TRUE(fields.ok());
  EXPECT_EQ(fields.bytes("c"), "");
  EXPECT_FALSE(fields.ok());
}

}  // namespace
}  // namespace mcs::dynamodb
