#include "domain/scoring.hpp"

#include <gtest/gtest.h>

#include "domain/answer_record.hpp"

namespace mcs::domain {
namespace {

using namespace std::chrono_literals;

OptionSet options(std::initializer_list<std::size_t> indexes) {
  OptionSet set;
  for (const auto index : indexes) set.insert(index);
  return set;
}

const AnswerKey one_of_four{.source_index = 0, .option_count = 4, .correct = options({2})};
const AnswerKey three_of_five{.source_index = 0, .option_count = 5, .correct = options({0, 1, 4})};

TEST(Score, FallsLinearlyFromAHundredToNothing) {
  EXPECT_EQ(score(one_of_four, options({2}), 0ms, 10s), 100U);
  EXPECT_EQ(score(one_of_four, options({2}), 1ms, 10s), 99U);
  EXPECT_EQ(score(one_of_four, options({2}), 5s, 10s), 50U);
  EXPECT_EQ(score(one_of_four, options({2}), 9'900ms, 10s), 1U);
  EXPECT_EQ(score(one_of_four, options({2}), 9'901ms, 10s), 0U);
  EXPECT_EQ(score(one_of_four, options({2}), 10s, 10s), 0U);
}

TEST(Score, IsFlooredFromExactIntegers) {
  // 100 * 2 * (7000 - 1) / (3 * 7000) = 66.657...
  EXPECT_EQ(score(three_of_five, options({0, 1, 2}), 1ms, 7s), 66U);
  // 100 * 1 * 599'999 / (3 * 600'000) = 33.33...
  EXPECT_EQ(score(three_of_five, options({4, 2, 3}), 1ms, 600s), 33U);
}

TEST(Score, IsNothingForWrongLateOrNoAnswers) {
  EXPECT_EQ(score(one_of_four, options({1}), 0ms, 10s), 0U);
  EXPECT_EQ(score(one_of_four, options({2}), 10'001ms, 10s), 0U);
  EXPECT_EQ(score(one_of_four, {}, 0ms, 10s), 0U);
}

TEST(Judge, TellsFourOutcomesApart) {
  EXPECT_EQ(judge(three_of_five, options({0, 1, 4}), 1s, 10s), Outcome::Correct);
  EXPECT_EQ(judge(three_of_five, options({0, 2, 3}), 1s, 10s), Outcome::Partial);
  EXPECT_EQ(judge(one_of_four, options({0}), 1s, 10s), Outcome::Incorrect);
  EXPECT_EQ(judge(one_of_four, options({2}), 10'001ms, 10s), Outcome::Timeout);
  EXPECT_EQ(judge(one_of_four, options({2}), 10s, 10s), Outcome::Correct);
}

TEST(CreditedDuration, IsTheClaimWithinTheCredit) {
  EXPECT_EQ(credited_duration(900ms, 1'000ms, 250ms), 900ms);
  EXPECT_EQ(credited_duration(750ms, 1'000ms, 250ms), 750ms);
}

TEST(CreditedDuration, GivesALiarAtMostTheCredit) {
  EXPECT_EQ(credited_duration(0ms, 1'000ms, 250ms), 750ms);
  EXPECT_EQ(credited_duration(-5s, 1'000ms, 250ms), 750ms);
  EXPECT_EQ(credited_duration(0ms, 1'000ms, 0ms), 1'000ms);
}

TEST(CreditedDuration, NeverExceedsWhatTheServerMeasured) {
  EXPECT_EQ(credited_duration(1h, 1'000ms, 250ms), 1'000ms);
}

TEST(CreditedDuration, IsNeverNegative) {
  EXPECT_EQ(credited_duration(-1s, 100ms, 250ms), 0ms);
  EXPECT_EQ(credited_duration(-1s, -3s, 250ms), 0ms);
}

TEST(AnswerRecord, KeepsItsExtremes) {
  const AnswerRecord record(OptionSet::from_bits(0b11'1111'1111), 602s, 1'000ms);
  EXPECT_EQ(record.selected().size(), 10U);
  EXPECT_EQ(record.credited(), 602s);
  EXPECT_EQ(record.credit(), 1'000ms);

  const AnswerRecord nothing({}, 0ms, 0ms);
  EXPECT_TRUE(nothing.selected().empty());
  EXPECT_EQ(nothing, AnswerRecord());
}

TEST(OptionSet, TakesDistinctOptionsInRange) {
  OptionSet set;
  EXPECT_TRUE(set.insert(9));
  EXPECT_FALSE(set.insert(9));
  EXPECT_FALSE(set.insert(10));
  EXPECT_EQ(set.size(), 1U);
  EXPECT_TRUE(set.within(10));
  EXPECT_FALSE(set.within(9));
}

}  // namespace
}  // namespace mcs::domain
