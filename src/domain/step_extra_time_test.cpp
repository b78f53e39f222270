// Extra time: a longer question for one participant, on the same scale as everybody's.
#include "domain/snapshot.hpp"
#include "domain/test_speedrun.hpp"

namespace mcs::domain::testing {
namespace {

class ExtraTimeRule : public ::testing::Test {
 protected:
  ExtraTimeRule() {
    ada = test.seat(1, "Ada");
    bob = test.seat(2, "Bob");
  }
  const Effects& give(SeatIndex seat, std::uint8_t percent) {
    return test.fold(ExtraTimeSet{test.run.seats()[seat].user, {99}, ExtraTime{percent}});
  }
  // The first option is right.
  void answer_after(SeatIndex seat, Duration taken) { test.answer(seat, test.options({0}), taken); }
  void answer_at_once_by_own_clock(SeatIndex seat, Duration elapsed, Duration credit) {
    test.fold(AnswerSubmitted{.seat = seat,
                              .question = {0},
                              .session = test.session_of(seat),
                              .selected = test.options({0}),
                              .claimed = 0ms,
                              .elapsed = elapsed,
                              .credit = credit});
  }
  JudgedAnswer first(SeatIndex seat) const { return test.run.judged(seat, {0}); }

  TestSpeedrun test;
  SeatIndex ada;
  SeatIndex bob;
};

TEST_F(ExtraTimeRule, IsToldToTheParticipantAndToHosts) {
  give(ada, 50);
  ASSERT_EQ(all<SendSessionState>(test.effects).size(), 1U);
  EXPECT_EQ(all<SendSessionState>(test.effects)[0].seat, ada);
  ASSERT_EQ(all<AnnounceSeat>(test.effects).size(), 1U);
  EXPECT_EQ(all<AnnounceSeat>(test.effects)[0].seat, ada);
  EXPECT_EQ(test.run.seats()[ada].extra_time.percent, 50);
  EXPECT_TRUE(give(ada, 50).empty()) << "nothing changed";
  give(ada, 0);
  EXPECT_EQ(test.run.seats()[ada].extra_time.percent, 0);
}

TEST_F(ExtraTimeRule, LengthensTheQuestionAndCountsAtTheSlowerClock) {
  give(ada, 100);
  test.start(3, 10s);
  test.serve(ada);
  test.serve(bob);
  EXPECT_EQ(test.run.time_limit(ada), 20s);
  EXPECT_EQ(test.run.time_limit(bob), 10s);
  answer_after(bob, 4s);
  answer_after(ada, 8s);
  EXPECT_EQ(first(ada).credited, 4s);
  EXPECT_EQ(first(ada).score, first(bob).score);
  EXPECT_EQ(test.run.rank(ada), test.run.rank(bob));
  EXPECT_EQ(test.run.tallies().answer_time, 8s);
}

TEST_F(ExtraTimeRule, IsExactInWholeMilliseconds) {
  give(ada, 50);
  give(bob, 33);
  test.start(3, 1s);
  test.serve(ada);
  test.serve(bob);
  EXPECT_EQ(test.run.time_limit(ada), 1'500ms);
  EXPECT_EQ(test.run.time_limit(bob), 1'330ms);
  answer_after(ada, 1'000ms);
  answer_after(bob, 1'330ms);
  EXPECT_EQ(first(ada).credited, 666ms);
  EXPECT_EQ(first(ada).score, 33U);
  EXPECT_EQ(first(bob).credited, 1'000ms) << "the very end is in time";
  EXPECT_EQ(first(bob).outcome, Outcome::Correct);
}

TEST_F(ExtraTimeRule, CreditsTheLineBeforeItIsCounted) {
  give(ada, 100);
  test.start(3, 10s);
  test.serve(ada);
  answer_at_once_by_own_clock(ada, 4s, 200ms);
  EXPECT_EQ(first(ada).credited, 1'900ms);
  EXPECT_EQ(first(ada).credit, 100ms);
}

TEST_F(ExtraTimeRule, EndsToo) {
  give(ada, 50);
  test.start(1, 10s);
  test.serve(ada);
  answer_at_once_by_own_clock(ada, 1h, 0ms);
  EXPECT_EQ(first(ada).outcome, Outcome::Timeout);
  EXPECT_EQ(first(ada).score, 0U);
}

TEST_F(ExtraTimeRule, HoldsFromTheNextQuestionOn) {
  test.start(3, 10s);
  test.serve(ada);
  give(ada, 100);
  EXPECT_EQ(test.run.time_limit(ada), 10s);
  test.serve(ada);  // Asked for again: the same question.
  EXPECT_EQ(test.run.time_limit(ada), 10s);
  answer_after(ada, 5s);
  EXPECT_EQ(first(ada).credited, 5s);
  test.serve(ada);
  EXPECT_EQ(test.run.time_limit(ada), 20s);
  give(ada, 0);
  EXPECT_EQ(test.run.time_limit(ada), 20s) << "what was given is not taken from an open question";
  answer_after(ada, 5s);
  EXPECT_EQ(test.run.judged(ada, {1}).credited, 2'500ms);
}

TEST_F(ExtraTimeRule, TheServersTimeoutWaitsForIt) {
  const SeatIndex eve = test.seat(3, "Eve");
  give(ada, 100);
  give(bob, 25);
  test.start(3, 10s);
  for (const SeatIndex seat : {ada, bob, eve}) test.serve(seat);
  const auto due_after = [this] { return *test.run.next_due() - test.run.started_at(); };
  EXPECT_EQ(due_after(), 12s);
  test.wait(12s);
  test.tick();
  EXPECT_EQ(test.run.seats()[eve].answered_count, 1);
  EXPECT_EQ(test.run.seats()[bob].answered_count, 0);
  EXPECT_EQ(due_after(), 14'500ms);
  test.wait(2'500ms);
  test.tick();
  EXPECT_EQ(test.run.seats()[bob].answered_count, 1);
  EXPECT_EQ(test.run.seats()[ada].answered_count, 0);
  EXPECT_EQ(due_after(), 22s);
  // Others' questions behind it are not held up, nor is it by them.
  test.serve(eve);
  EXPECT_EQ(due_after(), 22s);
  test.wait(7'500ms);
  test.tick();
  EXPECT_EQ(test.run.seats()[ada].answered_count, 1);
  EXPECT_EQ(first(ada).outcome, Outcome::Timeout);
  EXPECT_EQ(first(ada).credited, 10s) << "as for everybody";
}

TEST_F(ExtraTimeRule, LeavesTheDeadlineAsItIs) {
  give(ada, 200);
  test.start(1, 600s);
  test.serve(ada);
  test.fold(ParticipantDisconnected{bob, {2}});
  test.wait(600s + 5s + 60s);
  test.tick();
  EXPECT_EQ(test.run.finish_reason(), FinishReason::Deadline);
}

TEST_F(ExtraTimeRule, OfNobodyOrTooLateIsRefused) {
  EXPECT_EQ(refusal(test.fold(ExtraTimeSet{{77}, {0}, ExtraTime{25}})),
            ErrorCode::UnknownParticipant);
  test.fold(ParticipantKicked{{2}, {0}});
  EXPECT_EQ(refusal(give(bob, 25)), ErrorCode::UnknownParticipant);
  test.start(1, 10s);
  test.fold(HostEnded{});
  EXPECT_EQ(refusal(give(ada, 25)), ErrorCode::QuizFinished);
  EXPECT_EQ(test.run.seats()[ada].extra_time.percent, 0);
}

TEST_F(ExtraTimeRule, SurvivesInSnapshotsAndOldSnapshotsHaveNone) {
  test.start(3, 10s);
  test.serve(ada);
  test.serve(bob);
  const Bytes without = encode_snapshot(test.run);
  Bytes old = without;
  old[0] = 1;
  const auto read = decode_snapshot(old);
  ASSERT_TRUE(read);
  EXPECT_EQ(encode_snapshot(*read), without);
  EXPECT_EQ(read->time_limit(ada), 10s);

  answer_after(ada, 1s);
  give(ada, 75);
  test.serve(ada);
  give(ada, 25);
  Bytes with = encode_snapshot(test.run);
  const auto again = decode_snapshot(with);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->time_limit(ada), 17'500ms);
  EXPECT_EQ(again->seats()[ada].extra_time.percent, 25);
  EXPECT_EQ(again->next_due(), test.run.next_due());
  with[0] = 1;
  EXPECT_FALSE(decode_snapshot(with)) << "no old writer knew of it";
}

}  // namespace
}  // namespace mcs::domain::testing
