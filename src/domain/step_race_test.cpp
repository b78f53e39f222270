// Questions, answers, time and scores.
#include "domain/test_speedrun.hpp"

namespace mcs::domain::testing {
namespace {

class Race : public ::testing::Test {
 protected:
  Race() {
    ada = test.seat(1, "Ada");
    grace = test.seat(2, "Grace");
    test.start(3, 10s);
  }
  AnswerSubmitted submission(SeatIndex seat, std::uint16_t question, OptionSet selected) const {
    return {.seat = seat,
            .question = {question},
            .session = test.session_of(seat),
            .selected = selected,
            .claimed = 1s,
            .elapsed = 1s,
            .credit = 0ms};
  }

  TestSpeedrun test;
  SeatIndex ada;
  SeatIndex grace;
};

TEST_F(Race, ServesQuestionsInOrder) {
  test.serve(ada);
  auto sent = all<SendQuestion>(test.effects);
  ASSERT_EQ(sent.size(), 1U);
  EXPECT_EQ(sent[0].question, QuestionIndex{0});
  EXPECT_EQ(refusal(test.fold(QuestionServed{ada, {1}, {1}})), ErrorCode::OutOfOrder);
  test.answer(ada, test.options({0}), 1s);
  EXPECT_EQ(refusal(test.fold(QuestionServed{ada, {0}, {1}})), ErrorCode::OutOfOrder);
  EXPECT_EQ(refusal(test.fold(QuestionServed{ada, {2}, {1}})), ErrorCode::OutOfOrder);
  test.serve(ada);
  EXPECT_TRUE(has<SendQuestion>(test.effects));
}

TEST_F(Race, AskingAgainRepeatsTheQuestionAndNotItsClock) {
  test.serve(ada);
  const Instant opened = test.run.opened_at(ada);
  test.wait(3s);
  test.serve(ada);
  EXPECT_TRUE(has<SendQuestion>(test.effects));
  EXPECT_EQ(test.run.opened_at(ada), opened);
}

TEST_F(Race, NobodyAnswersAQuestionThatWasNotServed) {
  EXPECT_EQ(refusal(test.fold(submission(ada, 0, test.options({0})))), ErrorCode::OutOfOrder);
  EXPECT_EQ(refusal(test.fold(TimeoutReported{ada, {0}, {1}})), ErrorCode::OutOfOrder);
  test.serve(ada);
  EXPECT_EQ(refusal(test.fold(submission(ada, 1, test.options({0})))), ErrorCode::OutOfOrder);
}

TEST_F(Race, TheFirstAnswerCountsAndARepetitionOnlyRepeatsItsResult) {
  test.serve(ada);
  test.fold(submission(ada, 0, test.options({0})));
  EXPECT_EQ(test.score(ada), 90U);
  test.fold(submission(ada, 0, test.options({1})));
  EXPECT_EQ(test.effects.size(), 1U);
  EXPECT_TRUE(has<SendAnswerResult>(test.effects));
  EXPECT_EQ(test.score(ada), 90U);
  EXPECT_EQ(test.run.tallies().answer_count, 1U);
}

TEST_F(Race, AnAnswerSelectsExactlySoManyOptions) {
  test.serve(ada);
  for (const OptionSet wrong :
       {OptionSet(), test.options({0, 1}), test.options({0, 1, 2, 3}), test.options({4})})
    EXPECT_EQ(refusal(test.fold(submission(ada, 0, wrong))), ErrorCode::InvalidAnswer);
  EXPECT_TRUE(test.run.seats()[ada].question_open);
  test.fold(submission(ada, 0, test.options({0})));
  EXPECT_EQ(test.score(ada), 90U);
}

TEST_F(Race, ALateAnswerIsKeptAsATimeout) {
  test.serve(ada);
  test.answer(ada, test.options({0}), 10'001ms);
  EXPECT_EQ(test.run.judged(ada, {0}).outcome, Outcome::Timeout);
  EXPECT_EQ(test.run.judged(ada, {0}).selected, test.options({0}));
  EXPECT_EQ(test.score(ada), 0U);
  EXPECT_EQ(test.run.tallies().questions[0].count(TallyKind::TimeExpired), 1U);
  EXPECT_EQ(test.run.tallies().answer_count, 0U);
}

TEST_F(Race, CreditSavesAnAnswerThatTheLineMadeLate) {
  test.serve(ada);
  test.fold(AnswerSubmitted{.seat = ada,
                            .question = {0},
                            .session = {1},
                            .selected = test.options({0}),
                            .claimed = 9'800ms,
                            .elapsed = 10'050ms,
                            .credit = 250ms});
  EXPECT_EQ(test.run.judged(ada, {0}).outcome, Outcome::Correct);
  EXPECT_EQ(test.run.judged(ada, {0}).credited, 9'800ms);
  EXPECT_EQ(test.run.judged(ada, {0}).credit, 250ms);
}

TEST_F(Race, CreditIsBoundedByTheSpeedrunsRules) {
  test.serve(ada);
  test.fold(AnswerSubmitted{.seat = ada,
                            .question = {0},
                            .session = {1},
                            .selected = test.options({0}),
                            .claimed = 0ms,
                            .elapsed = 5s,
                            .credit = 5s});
  EXPECT_EQ(test.run.judged(ada, {0}).credited, 4'750ms);
}

TEST_F(Race, AbsurdMeasuresAreHarmless) {
  test.serve(ada);
  test.fold(AnswerSubmitted{.seat = ada,
                            .question = {0},
                            .session = {1},
                            .selected = test.options({0}),
                            .claimed = Duration{-1'000'000'000'000},
                            .elapsed = Duration{1'000'000'000'000},
                            .credit = Duration{-7}});
  EXPECT_EQ(test.run.judged(ada, {0}).outcome, Outcome::Timeout);
}

TEST_F(Race, AReportedTimeoutClosesTheQuestionWithoutPoints) {
  test.serve(ada);
  test.fold(TimeoutReported{ada, {0}, {1}});
  EXPECT_TRUE(has<SendAnswerResult>(test.effects));
  EXPECT_EQ(test.run.judged(ada, {0}).outcome, Outcome::Timeout);
  EXPECT_EQ(test.run.judged(ada, {0}).credited, 10s);
  EXPECT_EQ(refusal(test.fold(QuestionServed{ada, {0}, {1}})), ErrorCode::OutOfOrder);
}

TEST_F(Race, TheServerTimesAQuestionOutAfterItsGrace) {
  test.serve(ada);
  test.wait(1s);
  test.serve(grace);
  EXPECT_EQ(test.run.next_due(), test.run.started_at() + 12s);
  test.wait(11s - 1ms);
  test.tick();
  EXPECT_TRUE(test.effects.empty());
  test.wait(1ms);
  test.tick();
  const auto results = all<SendAnswerResult>(test.effects);
  ASSERT_EQ(results.size(), 1U);
  EXPECT_EQ(results[0].seat, ada);
  EXPECT_EQ(test.run.judged(ada, {0}).outcome, Outcome::Timeout);
  test.answer(grace, test.options({0}), 1s);
  test.wait(5s);
  test.tick();
  EXPECT_FALSE(has<SendAnswerResult>(test.effects));
}

TEST_F(Race, AQuestionAnsweredAndTheNextOpenIsNotTimedOutForTheFirst) {
  test.serve_and_answer(ada, test.options({0}));
  test.wait(6s);
  test.serve(ada);
  test.wait(6s);
  test.tick();
  EXPECT_TRUE(test.run.seats()[ada].question_open);
  test.wait(6s);
  test.tick();
  EXPECT_FALSE(test.run.seats()[ada].question_open);
}

TEST_F(Race, PartlyRightAnswersScorePartly) {
  TestSpeedrun multi;
  const SeatIndex seat = multi.seat(1);
  multi.start({AnswerKey{0, 5, multi.options({0, 1, 2})}}, 10s);
  multi.serve_and_answer(seat, multi.options({0, 3, 4}), 0ms);
  EXPECT_EQ(multi.score(seat), 33U);
  EXPECT_EQ(multi.run.judged(seat, {0}).outcome, Outcome::Partial);
  EXPECT_EQ(multi.run.tallies().questions[0].count(TallyKind::Incorrect), 1U);
}

TEST_F(Race, ScoreAfterAQuestionIsASumUpToIt) {
  test.serve_and_answer(ada, test.options({0}), 1s);
  test.serve_and_answer(ada, test.options({1}), 1s);
  test.serve_and_answer(ada, test.options({0}), 2s);
  EXPECT_EQ(test.run.score_after(ada, {0}), 90U);
  EXPECT_EQ(test.run.score_after(ada, {1}), 90U);
  EXPECT_EQ(test.run.score_after(ada, {2}), 170U);
}

TEST_F(Race, OnlyAChangedScoreMovesTheLeaderboard) {
  test.serve(ada);
  test.answer(ada, test.options({1}), 1s);
  EXPECT_FALSE(has<AnnounceLeaderboard>(test.effects));
  EXPECT_TRUE(has<AnnounceTallies>(test.effects));
  test.serve(ada);
  test.answer(ada, test.options({0}), 1s);
  EXPECT_TRUE(has<AnnounceLeaderboard>(test.effects));
}

TEST_F(Race, NothingIsPlayedInTheLobby) {
  TestSpeedrun lobby;
  const SeatIndex seat = lobby.seat(1);
  EXPECT_EQ(refusal(lobby.fold(QuestionServed{seat, {0}, {1}})), ErrorCode::NotStarted);
}

TEST_F(Race, InputsOfSeatsThatDoNotExistAreIgnored) {
  EXPECT_TRUE(test.fold(QuestionServed{{99}, {0}, {1}}).empty());
  EXPECT_TRUE(test.fold(submission({0}, 0, {})).size() == 1);
  EXPECT_TRUE(test.fold(ParticipantDisconnected{{99}, {1}}).empty());
}

}  // namespace
}  // namespace mcs::domain::testing
