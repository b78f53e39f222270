// A room while the race runs, and its end.
#include <algorithm>

#include "services/speed_run/room_fixture.hpp"

namespace mcs::services::testing {
namespace {

using Types = std::vector<std::string>;

class RaceRoomTest : public RoomTest {
 protected:
  RaceRoomTest() {
    join_host(1);
    seat(2);
    seat(3);
    start(1);
    for (const std::uint32_t client : {1U, 2U, 3U}) take(client);
  }
  void serve(std::uint32_t client, std::uint16_t question) {
    ask(client, question);
    commit();
  }
};

TEST_F(RaceRoomTest, AQuestionIsSentOnceItsServingIsInTheLog) {
  ask(2, 0);
  EXPECT_TRUE(take(2).empty());
  commit();
  const auto question = last(2, "RESPONSE-PARTICIPANT-QUESTION");
  EXPECT_EQ(question.at("question").as_string(), "Q0");
  EXPECT_EQ(question.at("remainingMs").as_int64(), 10'000);
  EXPECT_TRUE(take(3).empty());
}

TEST_F(RaceRoomTest, AskingAgainIsAnsweredFromMemoryAndTheClockGoesOn) {
  serve(2, 0);
  take(2);
  now += 4s;
  ask(2, 0);
  EXPECT_FALSE(room.has_pending());
  EXPECT_EQ(last(2, "RESPONSE-PARTICIPANT-QUESTION").at("remainingMs").as_int64(), 6'000);
}

TEST_F(RaceRoomTest, ALongerQuestionSaysSoFromTheStartAndWhenRepeated) {
  serve(2, 0);
  EXPECT_FALSE(last(2, "RESPONSE-PARTICIPANT-QUESTION").contains("timeLimitMs"));
  say(1, protocol::HostExtraTime{{3}, {50}});
  commit();
  serve(3, 0);
  const auto first = last(3, "RESPONSE-PARTICIPANT-QUESTION");
  EXPECT_EQ(first.at("timeLimitMs").as_int64(), 15'000);
  EXPECT_EQ(first.at("remainingMs").as_int64(), 15'000);
  now += 12s;
  ask(3, 0);
  const auto again = last(3, "RESPONSE-PARTICIPANT-QUESTION");
  EXPECT_EQ(again.at("timeLimitMs").as_int64(), 15'000);
  EXPECT_EQ(again.at("remainingMs").as_int64(), 3'000);
  answer(3, 0, 0, 12s);
  commit();
  EXPECT_EQ(last(3, "ANSWER-RESULT").at("durationMs").as_int64(), 8'000);
}

TEST_F(RaceRoomTest, WhatIsOutOfOrderNeverReachesTheLog) {
  ask(2, 1);
  EXPECT_EQ(error_code(2), "out_of_order");
  answer(2, 0);
  EXPECT_EQ(error_code(2), "out_of_order");
  serve(2, 0);
  answer(2, 1);
  EXPECT_EQ(error_code(2), "out_of_order");
  EXPECT_FALSE(room.has_pending());
}

TEST_F(RaceRoomTest, NobodyAnswersWhatTheyHaveNotBeenSent) {
  ask(2, 0);
  answer(2, 0);
  EXPECT_EQ(error_code(2), "out_of_order");
}

TEST_F(RaceRoomTest, TheNextQuestionMayBeAskedForTogetherWithTheAnswer) {
  serve(2, 0);
  take(2);
  answer(2, 0);
  ask(2, 1);
  commit();
  const auto types = take_types(2);
  EXPECT_TRUE(std::ranges::count(types, "ANSWER-RESULT") == 1 &&
              std::ranges::count(types, "RESPONSE-PARTICIPANT-QUESTION") == 1)
      << ::testing::PrintToString(types);
}

TEST_F(RaceRoomTest, AnAnswersTimeRunsFromSendingTheQuestionToReadingTheAnswer) {
  ask(2, 0);
  now += 300ms;  // The log is slow: that is not the participant's time.
  commit();
  now += 2s;
  answer(2, 0, 0, 1h);
  now += 500ms;
  commit();
  const auto result = last(2, "ANSWER-RESULT");
  EXPECT_EQ(result.at("durationMs").as_int64(), 2'000);
  EXPECT_EQ(result.at("scoreAwarded").as_int64(), 80);
}

TEST_F(RaceRoomTest, ASlowLineIsCreditedUpToTheCap) {
  serve(2, 0);
  now += 2s;
  answer(2, 0, 0, 1'850ms, 200ms);
  commit();
  EXPECT_EQ(last(2, "ANSWER-RESULT").at("durationMs").as_int64(), 1'850);
  serve(2, 1);
  now += 2s;
  answer(2, 1, 0, 0ms, 800ms);
  commit();
  EXPECT_EQ(last(2, "ANSWER-RESULT").at("durationMs").as_int64(), 1'750);
}

TEST_F(RaceRoomTest, ARepeatedAnswerGetsItsResultAgainWithoutTheLog) {
  serve(2, 0);
  answer(2, 0);
  commit();
  const auto first = last(2, "ANSWER-RESULT");
  answer(2, 0, 1);
  EXPECT_FALSE(room.has_pending());
  EXPECT_EQ(last(2, "ANSWER-RESULT"), first);
}

TEST_F(RaceRoomTest, AnAnswerThatSelectsTheWrongNumberLeavesTheQuestionOpen) {
  serve(2, 0);
  say(2, protocol::ParticipantAnswer{{0}, domain::OptionSet::from_bits(0b111), 0ms});
  EXPECT_EQ(error_code(2), "invalid_answer");
  say(2, protocol::ParticipantAnswer{{0}, domain::OptionSet::from_bits(0b1000), 0ms});
  EXPECT_EQ(error_code(2), "invalid_answer");
  answer(2, 0);
  commit();
  EXPECT_EQ(last(2, "ANSWER-RESULT").at("outcome").as_string(), "correct");
}

TEST_F(RaceRoomTest, AReconnectResumesTheOpenQuestionAndItsClock) {
  serve(2, 0);
  leave(2);
  commit();
  now += 3s;
  join_participant(5, 2);
  const auto opening = take(5);
  EXPECT_EQ(opening[0].payload.at("nextQuestionIndex").as_int64(), 0);
  for (const Packet& packet : opening)
    EXPECT_NE(packet.type, "BROADCAST-START") << "never again to one who has begun";
  ask(5, 0);
  commit();
  EXPECT_EQ(last(5, "RESPONSE-PARTICIPANT-QUESTION").at("remainingMs").as_int64(), 7'000);
  now += 1s;
  answer(5, 0, 0, 1h);
  commit();
  EXPECT_EQ(last(5, "ANSWER-RESULT").at("durationMs").as_int64(), 4'000);
}

TEST_F(RaceRoomTest, WhoHasNotBegunGetsTheStartOnConnecting) {
  leave(2);
  commit();
  join_participant(5, 2);
  const auto types = take_types(5);
  EXPECT_EQ(std::ranges::count(types, "BROADCAST-START"), 1);
}

TEST_F(RaceRoomTest, TheLeaderboardIsToldAtMostTenTimesASecondAndOnceAfterTheLastChange) {
  wake_after(1s);
  for (const std::uint32_t client : {2U, 3U}) {
    serve(client, 0);
    take(client);
  }
  const auto leaderboards = [&] {
    const auto types = take_types(1);
    return std::ranges::count(types, "LEADERBOARD");
  };
  leaderboards();
  now += 200ms;
  answer(2, 0);
  commit();
  EXPECT_EQ(leaderboards(), 1);
  answer(3, 0);
  commit();
  EXPECT_EQ(leaderboards(), 0);
  wake_after(99ms);
  EXPECT_EQ(leaderboards(), 0);
  EXPECT_EQ(room.next_wake().value(), now + 1ms);
  wake_after(1ms);
  EXPECT_EQ(leaderboards(), 1);
  wake_after(10s);
  EXPECT_EQ(leaderboards(), 0);
}

TEST_F(RaceRoomTest, WhoeverComesIsSentTheLeaderboardAsItIs) {
  join_participant(4, 4);
  const auto before = last(4, "LEADERBOARD");
  serve(2, 0);
  answer(2, 0);
  commit();
  join_participant(5, 5);
  join_participant(6, 6);
  const auto after = last(5, "LEADERBOARD");
  EXPECT_NE(before, after);
  EXPECT_EQ(last(6, "LEADERBOARD"), after);
}

TEST_F(RaceRoomTest, ACostlyFanOutSlowsTheLeaderboard) {
  room.report_fan_out(200ms);
  wake_after(10s);
  for (const std::uint32_t client : {2U, 3U}) serve(client, 0);
  answer(2, 0);
  commit();
  answer(3, 0);
  commit();
  take(1);
  wake_after(599ms);
  auto types = take_types(1);
  EXPECT_EQ(std::ranges::count(types, "LEADERBOARD"), 0);
  wake_after(1ms);
  types = take_types(1);
  EXPECT_EQ(std::ranges::count(types, "LEADERBOARD"), 1);
}

TEST_F(RaceRoomTest, ATickIsAppendedWhenSomethingIsDueAndOnlyOne) {
  serve(2, 0);
  wake_after(12s);
  ASSERT_TRUE(room.has_pending());
  const auto tick = room.take_pending();
  wake_after(50ms);
  EXPECT_FALSE(room.has_pending());
  append_inputs(tick);
  EXPECT_EQ(last(2, "ANSWER-RESULT").at("outcome").as_string(), "timeout");
}

TEST_F(RaceRoomTest, AnInstanceWithParticipantsShowsThatItIsAlive) {
  wake_after(9'999ms);
  EXPECT_FALSE(room.has_pending());
  wake_after(1ms);
  EXPECT_TRUE(room.has_pending());
  commit();
  leave(2);
  leave(3);
  commit();
  wake_after(10s);
  EXPECT_FALSE(room.has_pending());
}

TEST_F(RaceRoomTest, TheEndComesInTheOrderThatClientsDependOn) {
  say(1, protocol::HostEnd{});
  commit();
  wake_after(0ms);
  const Types expected{"LEADERBOARD", "BROADCAST-PARTICIPANT-FINISHED",
                       "NOTIFY-PARTICIPANT-QUIZ-SUMMARY", "BROADCAST-QUIZ-FINISHED"};
  EXPECT_EQ(take_types(2), expected);
  EXPECT_EQ(take_types(3), expected);
  auto host = take_types(1);
  EXPECT_EQ(host.back(), "BROADCAST-QUIZ-FINISHED");
  EXPECT_EQ(std::ranges::count(host, "NOTIFY-HOST-QUIZ-SUMMARY"), 1);
}

TEST_F(RaceRoomTest, TheSummariesOfALargeRoomComeInPortions) {
  for (std::uint32_t number = 10; number < 410; ++number) {
    seat(number);
    serve(number, 0);
    answer(number, 0);
  }
  say(1, protocol::HostEnd{});
  commit();
  const auto waiting = [this] {
    return std::ranges::count_if(output.clients, [](const auto& client) {
      return std::ranges::none_of(client.second.packets, [](const Packet& packet) {
        return packet.type == "BROADCAST-QUIZ-FINISHED";
      });
    });
  };
  wake_after(0ms);
  const auto left = waiting();
  EXPECT_GT(left, 0);
  wake_after(0ms);
  EXPECT_EQ(waiting(), left);
  for (int portion = 0; portion < 3; ++portion) wake_after(*room.next_wake() - now);
  EXPECT_EQ(waiting(), 0);
}

TEST_F(RaceRoomTest, WhoComesAfterTheEndGetsTheSummaryToo) {
  serve(2, 0);
  answer(2, 0);
  say(1, protocol::HostEnd{});
  commit();
  wake_after(0ms);
  leave(2);
  commit();
  join_participant(5, 2);
  wake_after(0ms);
  const auto packets = take(5);
  EXPECT_EQ(packets.front().payload.at("phase").as_string(), "finished");
  EXPECT_EQ(packets.back().type, "BROADCAST-QUIZ-FINISHED");
  EXPECT_FALSE(room.has_pending());
}

TEST_F(RaceRoomTest, WhoTakesALeaversPlaceAtTheEndIsToldOnce) {
  say(1, protocol::HostEnd{});
  commit();
  leave(2);
  join_participant(5, 2);
  wake_after(0ms);
  wake_after(1s);
  const auto types = take_types(5);
  EXPECT_EQ(std::ranges::count(types, "BROADCAST-QUIZ-FINISHED"), 1);
}

TEST_F(RaceRoomTest, NothingSpinsOnceEverythingHasBeenTold) {
  say(1, protocol::HostEnd{});
  commit();
  for (int i = 0; i < 20 && room.next_wake(); ++i)
    wake_after(std::max(*room.next_wake() - now, domain::Duration{0}));
  EXPECT_EQ(room.next_wake(), std::nullopt);
}

TEST_F(RaceRoomTest, AnInstanceThatFoldsWithoutClientsKeepsQuietButTicks) {
  Room quiet(room_id, {.instance = other_instance}, output, observer);
  std::vector<domain::Input> inputs{
      {now, own_instance, domain::SpeedrunCreated{}},
      {now, own_instance, domain::QuestionSetUploaded{"cafe", 3}},
      {now, own_instance,
       domain::SpeedrunStarted{
           {1}, "Q", {}, 10s, "cafe", {domain::AnswerKey{0, 3, domain::OptionSet::from_bits(1)}}}},
      {now, own_instance, domain::SeatTaken{{7}, {7}, "Ada"}},
      {now, own_instance, domain::QuestionServed{{0}, {0}, {7}}}};
  const ports::LogEntry entry{{1}, domain::encode_entry(inputs)};
  ASSERT_TRUE(quiet.fold({&entry, 1}, now));
  EXPECT_EQ(quiet.next_wake(), now + 12s);
  quiet.wake(now + 12s);
  EXPECT_TRUE(quiet.has_pending());
}

TEST_F(RaceRoomTest, AnUnreadableEntryLeavesTheRoomAsItWas) {
  const ports::LogEntry garbage{{room.position().value + 1}, "\x7Fgarbage"};
  const auto folded = room.fold({&garbage, 1}, now);
  ASSERT_FALSE(folded);
  EXPECT_EQ(folded.error().code, ErrorCode::Corrupt);
  append(domain::LobbyLocked{true});
}

}  // namespace
}  // namespace mcs::services::testing
