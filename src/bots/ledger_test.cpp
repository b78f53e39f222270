#include "bots/ledger.hpp"

#include <gtest/gtest.h>

namespace mcs::bots {
namespace {

using namespace std::chrono_literals;

constexpr auto right = domain::OptionSet::from_bits(0b0010);
constexpr auto wrong = domain::OptionSet::from_bits(0b0100);

class LedgerTest : public testing::Test {
 protected:
  // The result of a right answer to `question` after 5 s of 20 s.
  static AnswerResult result(std::uint32_t question) {
    return {.question = question,
            .outcome = domain::Outcome::Correct,
            .correct = right,
            .credited = 5s,
            .awarded = 75,
            .score = 75 * (question + 1),
            .rank = 1,
            .participants = 3};
  }

  Ledger::Fault take(const AnswerResult& told) { return ledger.take(told, keys, 20s, 6s); }
  Ledger::Fault answer(const AnswerResult& told, domain::OptionSet selected = right) {
    ledger.send({.selected = selected, .claimed = 5s});
    return take(told);
  }

  Ledger ledger;
  AnswerKeys keys;
};

TEST_F(LedgerTest, AcceptsWhatIsAsItShouldBe) {
  EXPECT_EQ(answer(result(0)), std::nullopt);
  EXPECT_EQ(answer(result(1)), std::nullopt);
  EXPECT_EQ(ledger.acknowledged(), 2);
  EXPECT_EQ(ledger.score(), 150);
  EXPECT_FALSE(ledger.sent());
}

TEST_F(LedgerTest, AnAnswerThatWasRefusedMayHaveBeenKept) {
  ledger.send({.selected = right, .claimed = 5s});
  ledger.withdraw();
  EXPECT_FALSE(ledger.sent());
  EXPECT_EQ(take(result(0)), std::nullopt);
  EXPECT_EQ(ledger.acknowledged(), 1);
  EXPECT_FALSE(ledger.send_withdrawn());
  // Or it is sent again, the same.
  ledger.send({.selected = right, .claimed = 5s});
  ledger.withdraw();
  EXPECT_TRUE(ledger.send_withdrawn());
  EXPECT_EQ(take(result(1)), std::nullopt);
}

TEST_F(LedgerTest, NoticesEveryWrongMemberOfAResult) {
  keys.learn(0, right);
  const auto is_noticed = [this](auto change) {
    ledger = {};
    AnswerResult told = result(0);
    change(told);
    return answer(told).has_value();
  };
  EXPECT_TRUE(is_noticed([](AnswerResult& it) { it.awarded = it.score = 74; }));
  EXPECT_TRUE(is_noticed([](AnswerResult& it) { it.score = 76; }));
  EXPECT_TRUE(is_noticed([](AnswerResult& it) { it.outcome = domain::Outcome::Incorrect; }));
  EXPECT_TRUE(is_noticed([](AnswerResult& it) { it.rank = 4; }));
  EXPECT_TRUE(is_noticed([](AnswerResult& it) { it.rank = 0; }));
  EXPECT_TRUE(is_noticed([](AnswerResult& it) { it.question = 1; }));
  // Credited with less than the bot says itself, and with more than there was time for.
  EXPECT_TRUE(is_noticed([](AnswerResult& it) { it.credited = 4s, it.awarded = it.score = 80; }));
  EXPECT_TRUE(is_noticed([](AnswerResult& it) { it.credited = 8s, it.awarded = it.score = 60; }));
  // The right answers are known to be others.
  EXPECT_TRUE(is_noticed([](AnswerResult& it) {
    it.correct = wrong;
    it.outcome = domain::Outcome::Incorrect;
    it.awarded = it.score = 0;
  }));
  EXPECT_FALSE(is_noticed([](AnswerResult&) {}));
}

TEST_F(LedgerTest, NoticesARepeatedResultThatChanged) {
  answer(result(0));
  EXPECT_EQ(take(result(0)), std::nullopt);
  AnswerResult changed = result(0);
  changed.awarded = 70;
  EXPECT_NE(take(changed), std::nullopt);
  EXPECT_EQ(ledger.acknowledged(), 1);
}

TEST_F(LedgerTest, TakesATimeoutOfTheServersForNothing) {
  AnswerResult timeout = result(0);
  timeout.outcome = domain::Outcome::Timeout;
  timeout.awarded = timeout.score = 0;
  timeout.credited = 20s;
  EXPECT_EQ(take(timeout), std::nullopt);
  AnswerResult unasked = result(1);
  unasked.score = unasked.awarded;
  EXPECT_NE(take(unasked), std::nullopt) << "points for an answer that was never sent";
}

TEST_F(LedgerTest, ComparesTheSummaryWithWhatWasChosen) {
  answer(result(0));
  EXPECT_EQ(ledger.check_summary({right}), std::nullopt);
  EXPECT_NE(ledger.check_summary({wrong}), std::nullopt);
  EXPECT_NE(ledger.check_summary({}), std::nullopt);
}

TEST_F(LedgerTest, FindsAnAcknowledgedAnswerThatWasLostOrChanged) {
  answer(result(0));
  answer(result(1));
  const domain::AnswerResult kept{.outcome = domain::Outcome::Correct,
                                  .selected = right,
                                  .credited = 5s,
                                  .credit = 0s,
                                  .score = 75};
  domain::ParticipantResult whole{.score = 150, .answers = {kept, kept}};
  EXPECT_EQ(ledger.check_result(whole), std::nullopt);

  domain::ParticipantResult lost = whole;
  lost.answers.pop_back();
  EXPECT_NE(ledger.check_result(lost), std::nullopt);
  domain::ParticipantResult changed = whole;
  changed.answers[0].selected = wrong;
  EXPECT_NE(ledger.check_result(changed), std::nullopt);
  domain::ParticipantResult summed_wrongly = whole;
  summed_wrongly.score = 149;
  EXPECT_NE(ledger.check_result(summed_wrongly), std::nullopt);
}

}  // namespace
}  // namespace mcs::bots
