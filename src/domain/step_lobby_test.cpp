// Seats, names, locking, starting and kicking.
#include "domain/test_speedrun.hpp"

namespace mcs::domain::testing {
namespace {

TEST(Lobby, IgnoresEverythingBeforeItsCreation) {
  Speedrun run;
  Effects effects;
  step(run, {.at = test_epoch, .instance = instance_a, .body = SeatTaken{{1}, {1}, "Ada"}},
       effects);
  EXPECT_TRUE(effects.empty());
  EXPECT_EQ(run.seats().size(), 0U);
}

TEST(Lobby, ASecondCreationChangesNothing) {
  TestSpeedrun test({.latency_credit = 100ms, .max_participants = 5});
  test.fold(SpeedrunCreated{{.latency_credit = 0ms, .max_participants = 1}});
  EXPECT_EQ(test.run.rules().latency_credit, 100ms);
}

TEST(Lobby, SeatsAParticipant) {
  TestSpeedrun test;
  const SeatIndex seat = test.seat(7, "Ada");
  EXPECT_EQ(test.run.seats().name(seat), "Ada");
  EXPECT_EQ(test.run.participant_count(), 1U);
  const auto confirmed = all<ConfirmSeat>(test.effects);
  ASSERT_EQ(confirmed.size(), 1U);
  EXPECT_EQ(confirmed[0].seat, seat);
  EXPECT_EQ(confirmed[0].session, SessionId{7});
  EXPECT_TRUE(has<AnnounceLeaderboard>(test.effects));
  EXPECT_FALSE(has<SendStart>(test.effects));
}

TEST(Lobby, RefusesATakenName) {
  TestSpeedrun test;
  test.seat(1, "Ada");
  EXPECT_EQ(refusal(test.fold(SeatTaken{{2}, {2}, "ADA"})), ErrorCode::NameTaken);
  EXPECT_EQ(test.run.participant_count(), 1U);
  test.seat(2, "Grace");
  EXPECT_EQ(test.run.participant_count(), 2U);
}

TEST(Lobby, ANameMayChangeUntilTheFirstAnswer) {
  TestSpeedrun test;
  const SeatIndex seat = test.seat(1, "Ada");
  test.seat(1, "Countess");
  EXPECT_EQ(test.run.seats().name(seat), "Countess");
  EXPECT_TRUE(has<AnnounceLeaderboard>(test.effects));
  test.start();
  test.serve(seat);
  test.seat(1, "Ada");
  EXPECT_EQ(test.run.seats().name(seat), "Ada");
  test.answer(seat, test.options({0}), 1s);
  EXPECT_EQ(refusal(test.fold(SeatTaken{{1}, {1}, "Countess"})), ErrorCode::NameFixed);
  test.seat(1, "Ada");  // The same name again is no change.
  EXPECT_FALSE(has<Refuse>(test.effects));
  EXPECT_EQ(test.run.participant_count(), 1U);
}

TEST(Lobby, ChangingOnlyTheLetterCaseOfOnesOwnNameIsAllowed) {
  TestSpeedrun test;
  const SeatIndex seat = test.seat(1, "ada");
  test.seat(1, "Ada");
  EXPECT_EQ(test.run.seats().name(seat), "Ada");
}

TEST(Lobby, ARefusedNameStillGivesTheSeatToTheConnection) {
  TestSpeedrun test;
  const SeatIndex ada = test.seat(1, "Ada");
  test.seat(2, "Grace");
  test.fold(SeatTaken{{1}, {77}, "Grace"});
  EXPECT_EQ(refusal(test.effects), ErrorCode::NameTaken);
  EXPECT_TRUE(has<ConfirmSeat>(test.effects));
  EXPECT_EQ(test.run.seats()[ada].session, SessionId{77});
}

TEST(Lobby, RenamingIsBounded) {
  TestSpeedrun test;
  test.seat(1, "Name 0");
  for (int i = 1; i <= max_renames; ++i) test.seat(1, "Name " + std::to_string(i));
  EXPECT_EQ(refusal(test.fold(SeatTaken{{1}, {1}, "One more"})), ErrorCode::NameFixed);
}

TEST(Lobby, LockedItAdmitsNobodyNewButKeepsWhoIsThere) {
  TestSpeedrun test;
  test.seat(1, "Ada");
  test.fold(LobbyLocked{true});
  EXPECT_TRUE(has<AnnounceLobby>(test.effects));
  EXPECT_EQ(refusal(test.fold(SeatTaken{{2}, {2}, "Grace"})), ErrorCode::LobbyLocked);
  test.seat(1, "Countess");
  EXPECT_TRUE(test.fold(LobbyLocked{true}).empty());
  test.fold(LobbyLocked{false});
  test.seat(2, "Grace");
}

TEST(Lobby, HasSoManySeats) {
  TestSpeedrun test({.max_participants = 2});
  test.seat(1);
  test.seat(2);
  EXPECT_EQ(refusal(test.fold(SeatTaken{{3}, {3}, "Late"})), ErrorCode::SpeedrunFull);
}

TEST(Lobby, ALaterQuestionSetReplacesAnEarlierUntilTheStart) {
  TestSpeedrun test;
  test.fold(QuestionSetUploaded{"aa", 3});
  test.fold(QuestionSetUploaded{"bb", 4});
  EXPECT_EQ(test.run.question_set()->content_hash, "bb");
  test.start(2);
  test.fold(QuestionSetUploaded{"cc", 5});
  EXPECT_EQ(test.run.question_set()->content_hash, "cafe");
}

TEST(Start, AnnouncesItOnce) {
  TestSpeedrun test;
  test.seat(1);
  test.start();
  EXPECT_TRUE(has<AnnounceStart>(test.effects));
  EXPECT_EQ(test.run.phase(), Phase::Running);
  const auto started = test.run.started_at();
  test.wait(1s);
  test.start(9);
  EXPECT_TRUE(test.effects.empty());
  EXPECT_EQ(test.run.started_at(), started);
  EXPECT_EQ(test.run.question_count(), 3U);
}

TEST(Start, IsRefusedForAQuestionSetReplacedMeanwhile) {
  TestSpeedrun test;
  test.fold(QuestionSetUploaded{"new", 3});
  test.fold(SpeedrunStarted{.session = {9},
                            .quiz_name = "Q",
                            .categories = {},
                            .question_duration = 10s,
                            .content_hash = "old",
                            .selection = {AnswerKey{0, 2, test.options({0})}}});
  EXPECT_EQ(refusal(test.effects), ErrorCode::QuestionSetChanged);
  EXPECT_EQ(test.run.phase(), Phase::Lobby);
}

TEST(LateJoin, GetsTheStartWithItsSeat) {
  TestSpeedrun test;
  test.start();
  const SeatIndex seat = test.seat(1);
  const auto starts = all<SendStart>(test.effects);
  ASSERT_EQ(starts.size(), 1U);
  EXPECT_EQ(starts[0].seat, seat);
}

TEST(Kick, RemovesAParticipantEverywhere) {
  TestSpeedrun test;
  const SeatIndex ada = test.seat(1, "Ada");
  const SeatIndex grace = test.seat(2, "Grace");
  test.start();
  test.serve_and_answer(ada, test.options({0}));
  test.serve_and_answer(grace, test.options({1}));
  test.fold(ParticipantKicked{{1}, {0}});
  EXPECT_TRUE(has<RemoveParticipant>(test.effects));
  EXPECT_EQ(test.run.participant_count(), 1U);
  ASSERT_EQ(test.run.standings().best().size(), 1U);
  EXPECT_EQ(test.run.standings().best()[0].seat, grace);
  EXPECT_EQ(test.run.tallies().questions[0].count(TallyKind::Correct), 0U);
  EXPECT_EQ(test.run.tallies().questions[0].count(TallyKind::Incorrect), 1U);
  EXPECT_EQ(test.run.tallies().answer_count, 1U);
}

TEST(Kick, AKickedParticipantCanDoNothingMore) {
  TestSpeedrun test;
  const SeatIndex ada = test.seat(1, "Ada");
  test.seat(2, "Grace");
  test.start();
  test.serve(ada);
  test.fold(ParticipantKicked{{1}, {0}});
  test.answer(ada, test.options({0}), 1s);
  EXPECT_TRUE(test.effects.empty());
  test.serve(ada);
  EXPECT_TRUE(test.effects.empty());
  EXPECT_EQ(refusal(test.fold(SeatTaken{{1}, {1}, "Ada"})), ErrorCode::Removed);
  EXPECT_TRUE(test.fold(ParticipantKicked{{1}, {0}}).empty());
  test.fold(ParticipantConnected{ada, {5}});
  EXPECT_TRUE(test.effects.empty());
}

TEST(Kick, OfSomebodyWhoHasFinishedIsTakenOffTheCount) {
  TestSpeedrun test;
  const SeatIndex ada = test.seat(1);
  test.seat(2);
  test.seat(3);
  test.start(1);
  test.serve_and_answer(ada, test.options({0}));
  test.fold(ParticipantKicked{{1}, {0}});
  EXPECT_EQ(test.run.finished_count(), 0U);
  EXPECT_EQ(test.run.phase(), Phase::Running);
}

TEST(Kick, FreesTheName) {
  TestSpeedrun test;
  test.seat(1, "Ada");
  test.fold(ParticipantKicked{{1}, {0}});
  test.seat(2, "Ada");
  EXPECT_EQ(test.run.participant_count(), 1U);
}

TEST(Kick, OfSomebodyUnknownIsRefused) {
  TestSpeedrun test;
  EXPECT_EQ(refusal(test.fold(ParticipantKicked{{1}, {0}})), ErrorCode::UnknownParticipant);
}

TEST(Kick, OfTheLastUnfinishedEndsTheSpeedrun) {
  TestSpeedrun test;
  const SeatIndex ada = test.seat(1);
  test.seat(2);
  test.start(1);
  test.serve_and_answer(ada, test.options({0}));
  test.fold(ParticipantKicked{{2}, {0}});
  EXPECT_TRUE(has<FinishSpeedrun>(test.effects));
  EXPECT_EQ(test.run.finish_reason(), FinishReason::Completed);
}

TEST(Kick, OfTheOnlyParticipantLeavesTheSpeedrunOpen) {
  TestSpeedrun test;
  test.seat(1);
  test.start(1);
  test.fold(ParticipantKicked{{1}, {0}});
  EXPECT_EQ(test.run.phase(), Phase::Running);
}

TEST(Kick, RefillsTheListsThatItShortens) {
  TestSpeedrun test;
  std::vector<SeatIndex> seats;
  for (std::uint32_t i = 0; i < leaderboard_size + 5; ++i) seats.push_back(test.seat(i));
  test.start(2);
  for (const SeatIndex seat : seats) test.serve_and_answer(seat, test.options({0}), 1s);
  test.fold(ParticipantKicked{test.run.seats()[seats[3]].user, {0}});
  const auto& tally = test.run.tallies().questions[0];
  EXPECT_EQ(tally.count(TallyKind::Correct), leaderboard_size + 4);
  EXPECT_EQ(tally.first(TallyKind::Correct).size(), leaderboard_size);
  EXPECT_EQ(test.run.standings().best().size(), leaderboard_size);
}

}  // namespace
}  // namespace mcs::domain::testing
