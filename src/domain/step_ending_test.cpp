// Presence, and every way in which a speedrun ends.
#include "domain/test_speedrun.hpp"

namespace mcs::domain::testing {
namespace {

TEST(Presence, ANewConnectionSupersedesTheOld) {
  TestSpeedrun test;
  const SeatIndex ada = test.seat(1);
  test.fold(ParticipantConnected{ada, {50}}, instance_b);
  const auto closed = all<CloseSession>(test.effects);
  ASSERT_EQ(closed.size(), 1U);
  EXPECT_EQ(closed[0].instance, instance_a);
  EXPECT_EQ(closed[0].session, SessionId{1});
  // The old connection's end no longer matters.
  test.fold(ParticipantDisconnected{ada, {1}}, instance_a);
  EXPECT_TRUE(test.run.seats()[ada].present());
  test.fold(ParticipantDisconnected{ada, {50}}, instance_b);
  EXPECT_FALSE(test.run.seats()[ada].present());
}

TEST(Presence, TheSameSessionNumberElsewhereIsAnotherConnection) {
  TestSpeedrun test;
  const SeatIndex ada = test.seat(1);
  test.fold(ParticipantConnected{ada, {1}}, instance_b);
  EXPECT_TRUE(has<CloseSession>(test.effects));
  test.fold(ParticipantDisconnected{ada, {1}}, instance_a);
  EXPECT_TRUE(test.run.seats()[ada].present());
}

TEST(Presence, AnEarlierConnectionsEndAtTheSameInstanceIsNotTheParticipants) {
  TestSpeedrun test;
  const SeatIndex ada = test.seat(1);
  test.fold(ParticipantConnected{ada, {2}});
  test.fold(ParticipantDisconnected{ada, {1}});
  EXPECT_TRUE(test.run.seats()[ada].present());
}

TEST(Presence, AnInstanceThatNobodyIsConnectedToIsNotWaitedFor) {
  TestSpeedrun test;
  const SeatIndex ada = test.seat(1);
  test.start(1, 600s);
  test.fold(ParticipantConnected{ada, {1}}, instance_b);
  test.wait(10s);
  test.fold(ClockTicked{}, instance_b);
  EXPECT_EQ(test.run.next_due(), test.now + instance_silence);
}

TEST(Presence, SilenceInTheLobbyDoesNotCount) {
  TestSpeedrun test;
  const SeatIndex ada = test.seat(1);
  test.wait(1h);
  test.fold(QuestionSetUploaded{"cafe", 1}, instance_b);
  test.fold(SpeedrunStarted{{0}, "Q", {}, 10s, "cafe", {AnswerKey{0, 2, test.options({0})}}},
            instance_b);
  test.fold(ClockTicked{}, instance_b);
  EXPECT_TRUE(test.run.seats()[ada].present());
}

TEST(Presence, WhoHasFinishedMayLeaveWithoutAbandoningTheOthers) {
  TestSpeedrun test;
  const SeatIndex ada = test.seat(1);
  test.seat(2);
  test.start(1, 600s);
  test.serve_and_answer(ada, test.options({0}));
  test.fold(ParticipantDisconnected{ada, {1}});
  test.wait(61s);
  test.tick();
  EXPECT_EQ(test.run.phase(), Phase::Running);
}

TEST(Ending, WhenEverySeatedParticipantHasFinished) {
  TestSpeedrun test;
  const SeatIndex ada = test.seat(1);
  const SeatIndex grace = test.seat(2);
  test.start(2);
  for (int q = 0; q < 2; ++q) test.serve_and_answer(ada, test.options({0}), 1s);
  EXPECT_TRUE(has<AnnounceFinishedCount>(test.effects));
  EXPECT_EQ(test.run.finished_count(), 1U);
  EXPECT_EQ(test.run.phase(), Phase::Running);
  test.serve_and_answer(grace, test.options({0}), 1s);
  test.serve(grace);
  test.fold(TimeoutReported{grace, {1}, {2}});
  EXPECT_TRUE(has<FinishSpeedrun>(test.effects));
  EXPECT_EQ(test.run.finish_reason(), FinishReason::Completed);
  EXPECT_EQ(test.run.next_due(), std::nullopt);
}

TEST(Ending, ByTheHost) {
  TestSpeedrun test;
  test.seat(1);
  EXPECT_TRUE(test.fold(HostEnded{}).empty());
  test.start();
  test.fold(HostEnded{});
  EXPECT_TRUE(has<FinishSpeedrun>(test.effects));
  EXPECT_EQ(test.run.finish_reason(), FinishReason::EndedByHost);
  EXPECT_TRUE(test.fold(HostEnded{}).empty());
}

TEST(Ending, NothingChangesAfterIt) {
  TestSpeedrun test;
  const SeatIndex ada = test.seat(1);
  test.start();
  test.serve_and_answer(ada, test.options({0}), 1s);
  test.serve(ada);
  test.fold(HostEnded{});
  test.answer(ada, test.options({0}), 1s);
  EXPECT_EQ(refusal(test.effects), ErrorCode::QuizFinished);
  EXPECT_EQ(refusal(test.fold(SeatTaken{{9}, {9}, "Late"})), ErrorCode::QuizFinished);
  EXPECT_EQ(refusal(test.fold(ParticipantKicked{{1}, {0}})), ErrorCode::QuizFinished);
  EXPECT_TRUE(test.fold(LobbyLocked{true}).empty());
  test.wait(24h);
  test.tick();
  EXPECT_TRUE(test.effects.empty());
  EXPECT_EQ(test.score(ada), 90U);
  // The result of what was counted can still be had.
  test.fold(TimeoutReported{ada, {0}, {1}});
  EXPECT_TRUE(has<SendAnswerResult>(test.effects));
}

TEST(Ending, WhenEverybodyUnfinishedHasBeenGoneForAMinute) {
  TestSpeedrun test;
  const SeatIndex ada = test.seat(1);
  const SeatIndex grace = test.seat(2);
  test.start(1);
  test.serve_and_answer(ada, test.options({0}));
  test.wait(5s);
  test.fold(ParticipantDisconnected{grace, {2}});
  EXPECT_EQ(test.run.next_due(), test.now + 30s);  // Instance A might have died.
  test.wait(59'999ms);
  test.tick();
  EXPECT_EQ(test.run.phase(), Phase::Running);
  test.wait(1ms);
  test.tick();
  EXPECT_EQ(test.run.finish_reason(), FinishReason::Abandoned);
  EXPECT_TRUE(has<FinishSpeedrun>(test.effects));
}

TEST(Ending, NotIfOneComesBack) {
  TestSpeedrun test;
  const SeatIndex ada = test.seat(1);
  test.start(1, 600s);
  test.fold(ParticipantDisconnected{ada, {1}});
  test.wait(59s);
  test.fold(ParticipantConnected{ada, {2}});
  test.wait(20s);
  test.tick();
  EXPECT_EQ(test.run.phase(), Phase::Running);
  test.fold(ParticipantDisconnected{ada, {2}});
  test.wait(59s);
  test.tick();
  EXPECT_EQ(test.run.phase(), Phase::Running);
  test.wait(1s);
  test.tick();
  EXPECT_EQ(test.run.finish_reason(), FinishReason::Abandoned);
}

TEST(Ending, WithoutAnyParticipantOnlyAtTheDeadline) {
  TestSpeedrun test;
  test.start(2, 10s);
  EXPECT_EQ(test.run.next_due(), test.now + 2 * 15s + 60s);
  test.wait(2 * 15s + 60s - 1ms);
  test.tick();
  EXPECT_EQ(test.run.phase(), Phase::Running);
  test.wait(1ms);
  test.tick();
  EXPECT_EQ(test.run.finish_reason(), FinishReason::Deadline);
}

TEST(Ending, ALateStartMovesTheDeadline) {
  TestSpeedrun test;
  test.start(2, 10s);
  test.wait(30s);
  const SeatIndex late = test.seat(1);
  const Instant deadline = test.now + 2 * 15s + 60s;
  while (test.now < deadline - 10s) {
    test.wait(10s);
    test.tick();
    EXPECT_EQ(test.run.phase(), Phase::Running);
    test.fold(ParticipantConnected{late, {1}});
  }
  test.wait(deadline - test.now);
  test.tick();
  EXPECT_EQ(test.run.finish_reason(), FinishReason::Deadline);
  EXPECT_FALSE(test.run.seats()[late].finished);
}

TEST(Ending, ADeadInstancesParticipantsCountAsGone) {
  TestSpeedrun test;
  const SeatIndex ada = test.seat(1);
  test.start(1, 600s);
  test.wait(10s);
  test.tick();  // The last sign of instance A.
  test.wait(29'999ms);
  test.fold(ClockTicked{}, instance_b);
  EXPECT_TRUE(test.run.seats()[ada].present());
  test.wait(1ms);
  test.fold(ClockTicked{}, instance_b);
  EXPECT_FALSE(test.run.seats()[ada].present());
  // Gone since the last sign, 30 seconds ago.
  EXPECT_EQ(test.run.next_due(), test.now + 30s);
  test.wait(30s);
  test.fold(ClockTicked{}, instance_b);
  EXPECT_EQ(test.run.finish_reason(), FinishReason::Abandoned);
}

TEST(Ending, TimeoutsOfThoseWhoLeftDoNotKeepItOpen) {
  TestSpeedrun test;
  const SeatIndex ada = test.seat(1);
  test.start(1, 10s);
  test.serve(ada);
  test.fold(ParticipantDisconnected{ada, {1}});
  test.wait(12s);
  test.tick();
  EXPECT_EQ(test.run.finish_reason(), FinishReason::Completed);
}

TEST(Ending, WhoseClockRunsBackwardsDoesNoHarm) {
  TestSpeedrun test;
  const SeatIndex ada = test.seat(1);
  test.start(2, 10s);
  test.wait(-5s);
  test.serve(ada);
  EXPECT_EQ(test.run.opened_at(ada), test.run.started_at());
  test.answer(ada, test.options({0}), -3s);
  EXPECT_EQ(test.score(ada), 100U);
}

TEST(Ending, NobodyFinishesBeforeBeginning) {
  TestSpeedrun test;
  const SeatIndex ada = test.seat(1);
  test.start(1, 10s);
  test.wait(20s);
  test.serve(ada);
  test.wait(-15s);  // The answer arrives at an instance whose clock is behind.
  test.answer(ada, test.options({0}), 1s);
  EXPECT_GE(test.run.seats()[ada].finished_ms, test.run.seats()[ada].begun_ms);
}

}  // namespace
}  // namespace mcs::domain::testing
