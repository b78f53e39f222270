// A room before the start: joining, seats, the host's packets.
#include <algorithm>

#include "services/speed_run/room_fixture.hpp"

namespace mcs::services::testing {
namespace {

using Types = std::vector<std::string>;

TEST_F(RoomTest, TheFirstPacketIsTheSessionsState) {
  join_host(1);
  EXPECT_EQ(take_types(1).front(), "SESSION-STATE");
  join_participant(2, 20);
  EXPECT_EQ(take_types(2), (Types{"SESSION-STATE", "LEADERBOARD"}));
}

TEST_F(RoomTest, ASeatIsConfirmedOnlyOnceItIsInTheLog) {
  join_participant(2, 20);
  take(2);
  say(2, protocol::ParticipantConfig{"  Ada "});
  EXPECT_TRUE(take(2).empty());
  commit();
  const auto state = last(2, "SESSION-STATE");
  EXPECT_EQ(state.at("name").as_string(), "Ada");
  EXPECT_EQ(room.speedrun().participant_count(), 1U);
}

TEST_F(RoomTest, RefusesWhatTheOtherRoleMaySay) {
  join_host(1);
  join_participant(2, 20);
  say(1, protocol::ParticipantConfig{"Ada"});
  EXPECT_EQ(error_code(1), "forbidden");
  say(2, protocol::HostEnd{});
  EXPECT_EQ(error_code(2), "forbidden");
  say(2, protocol::HostKick{{20}});
  EXPECT_EQ(error_code(2), "forbidden");
  EXPECT_FALSE(room.has_pending());
}

TEST_F(RoomTest, RefusesNamesThatAreTakenOrCannotBeUsed) {
  seat(2);
  join_participant(3, 30);
  say(3, protocol::ParticipantConfig{"p2"});
  EXPECT_EQ(error_code(3), "name_taken");
  say(3, protocol::ParticipantConfig{"   "});
  EXPECT_EQ(error_code(3), "invalid_name");
  EXPECT_FALSE(room.has_pending());
}

TEST_F(RoomTest, TwoWhoChooseANameAtOnceAreToldApartByTheLog) {
  join_participant(2, 20);
  join_participant(3, 30);
  say(2, protocol::ParticipantConfig{"Ada"});
  say(3, protocol::ParticipantConfig{"Ada"});
  commit();
  EXPECT_EQ(last(2, "SESSION-STATE").at("name").as_string(), "Ada");
  EXPECT_EQ(error_code(3), "name_taken");
}

TEST_F(RoomTest, TellsEveryoneOfALockedLobby) {
  join_host(1);
  join_participant(2, 20);
  take(2);
  say(1, protocol::HostLockLobby{true});
  commit();
  EXPECT_TRUE(last(1, "SESSION-STATE").at("lobbyLocked").as_bool());
  EXPECT_TRUE(last(2, "SESSION-STATE").at("lobbyLocked").as_bool());
  say(2, protocol::ParticipantConfig{"Ada"});
  EXPECT_EQ(error_code(2), "lobby_locked");
}

TEST_F(RoomTest, HostPacketsThatNeedTheQuestionSetWaitForIt) {
  join_host(1);
  say(1, protocol::RequestHostQuestions{});
  commit();
  EXPECT_EQ(error_code(1), "no_question_set");
  upload();
  take(1);
  EXPECT_EQ(room.wanted_question_set(), std::nullopt) << "nobody asked for it yet";
  say(1, protocol::RequestHostQuestions{});
  commit();
  EXPECT_TRUE(take(1).empty());
  EXPECT_EQ(room.wanted_question_set(), "cafe");
  provide();
  EXPECT_EQ(last(1, "RESPONSE-HOST-QUESTIONS").at("questions").as_array().size(), 3U);
}

TEST_F(RoomTest, AnUploadCountsThatTheRoomHasNotReadYet) {
  join_host(1);
  append(domain::QuestionSetUploaded{"beef", 3});
  take(1);
  say(1, protocol::RequestHostQuestions{});
  say(1, protocol::HostConfig{"Quiz", {}, 10s, {0, 1, 2}});
  upload();
  commit();
  provide();
  commit();
  const auto types = take_types(1);
  EXPECT_EQ(std::ranges::count(types, "ERROR"), 0);
  EXPECT_EQ(std::ranges::count(types, "RESPONSE-HOST-QUESTIONS"), 1);
  EXPECT_EQ(std::ranges::count(types, "BROADCAST-START"), 1);
}

TEST_F(RoomTest, SaysSoIfTheQuestionSetCannotBeHad) {
  join_host(1);
  upload();
  say(1, protocol::RequestHostQuestions{});
  commit();
  take(1);
  room.question_set_unavailable({ErrorCode::Unavailable, "the disk is on fire"});
  EXPECT_EQ(error_code(1), "unavailable");
  provide();
  EXPECT_TRUE(take(1).empty()) << "it was refused, and is not answered as well";
}

TEST_F(RoomTest, RefusesASelectionPastTheSet) {
  join_host(1);
  upload();
  provide();
  say(1, protocol::HostConfig{"Quiz", {}, 10s, {0, 3}});
  commit();
  EXPECT_EQ(error_code(1), "invalid_selection");
  EXPECT_FALSE(room.has_pending());
}

TEST_F(RoomTest, AStartTwiceIsOneStart) {
  join_host(1);
  seat(2);
  start(1);
  const auto types = take_types(2);
  EXPECT_EQ(std::ranges::count(types, "BROADCAST-START"), 1);
  say(1, protocol::HostConfig{"Other", {}, 20s, {0}});
  EXPECT_FALSE(room.has_pending());
  const auto after = take_types(1);
  EXPECT_EQ(std::ranges::count(after, "ERROR"), 0);
}

TEST_F(RoomTest, EndingOrKickingNobodyIsRefused) {
  join_host(1);
  say(1, protocol::HostEnd{});
  EXPECT_EQ(error_code(1), "not_started");
  say(1, protocol::HostKick{{99}});
  EXPECT_EQ(error_code(1), "unknown_participant");
}

TEST_F(RoomTest, AKickedParticipantIsClosedAndStaysOut) {
  join_host(1);
  seat(2);
  say(1, protocol::HostKick{{2}});
  EXPECT_EQ(closed(2), std::nullopt) << "not before it is in the log";
  commit();
  EXPECT_EQ(closed(2), ErrorCode::Removed);
  leave(2);
  join_participant(5, 2);
  EXPECT_EQ(closed(5), ErrorCode::Removed);
}

TEST_F(RoomTest, ExtraTimeIsToldToItsParticipantAndToHostsOnly) {
  join_host(1);
  seat(2);
  seat(3);
  wake_after(1s);
  for (const std::uint32_t client : {1U, 2U, 3U}) take(client);
  say(1, protocol::HostExtraTime{{2}, {50}});
  EXPECT_TRUE(take(2).empty()) << "not before it is in the log";
  commit();
  EXPECT_EQ(last(2, "SESSION-STATE").at("extraTimePercent").as_int64(), 50);
  EXPECT_TRUE(take(3).empty());
  wake_after(1s);
  const auto told = last(1, "NOTIFY-HOST-PARTICIPANTS").at("participants").as_array();
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0].at("extraTimePercent").as_int64(), 50);
}

TEST_F(RoomTest, ExtraTimeForNobodyOrByAParticipantIsRefused) {
  join_host(1);
  seat(2);
  say(1, protocol::HostExtraTime{{99}, {50}});
  EXPECT_EQ(error_code(1), "unknown_participant");
  say(2, protocol::HostExtraTime{{2}, {50}});
  EXPECT_EQ(error_code(2), "forbidden");
  EXPECT_FALSE(room.has_pending());
  // Removed, but by an input that this room has not folded yet.
  say(1, protocol::HostKick{{2}});
  say(1, protocol::HostExtraTime{{2}, {50}});
  commit();
  const auto error = last(1, "ERROR");
  EXPECT_EQ(error.at("code").as_string(), "unknown_participant");
  EXPECT_EQ(error.at("about").as_string(), "HOST-EXTRA-TIME");
}

TEST_F(RoomTest, ANewerConnectionOfASeatClosesTheOlder) {
  seat(2);
  join_participant(3, 2);
  commit();
  EXPECT_EQ(closed(2), ErrorCode::SupersededSession);
  EXPECT_EQ(closed(3), std::nullopt);
  leave(2);
  commit();
  EXPECT_TRUE(room.speedrun().seats()[{0}].present());
}

TEST_F(RoomTest, ASeatTakenAtAnotherInstanceClosesTheConnectionHere) {
  seat(2);
  append(domain::ParticipantConnected{{0}, {77}}, other_instance);
  EXPECT_EQ(closed(2), ErrorCode::SupersededSession);
}

TEST_F(RoomTest, WhoCameBeforeItsSeatWasKnownHereGetsItWhenItIs) {
  join_participant(3, 20);
  take(3);
  const std::vector<domain::Input> elsewhere{
      {.at = now - 5s, .instance = other_instance, .body = domain::SeatTaken{{20}, {9}, "Ada"}}};
  append_inputs(elsewhere);
  EXPECT_EQ(last(3, "SESSION-STATE").at("name").as_string(), "Ada");
  commit();
  EXPECT_EQ(room.speedrun().seats()[{0}].session, SessionId{3});
}

TEST_F(RoomTest, AnOlderConnectionDoesNotTakeTheSeatOfANewerElsewhere) {
  join_participant(3, 20);
  take(3);
  now += 5s;
  append(domain::SeatTaken{{20}, {9}, "Ada"}, other_instance);
  EXPECT_FALSE(room.has_pending());
}

TEST_F(RoomTest, HostsGetTheWholeFieldInPortions) {
  for (std::uint32_t user = 1'000; user < 2'250; ++user)
    append(domain::SeatTaken{{user}, {user}, "P" + std::to_string(user)}, other_instance);
  join_host(1);
  std::size_t listed = 0;
  for (int i = 0; i < 10; ++i) {
    for (const Packet& packet : take(1))
      if (packet.type == "NOTIFY-HOST-PARTICIPANTS")
        listed += packet.payload.at("participants").as_array().size();
    wake_after(1s);
  }
  EXPECT_EQ(listed, 1'250U);
}

TEST_F(RoomTest, WhileNothingCanBeKeptPacketsAreRefusedAndEverybodyIsTold) {
  join_participant(2, 20);
  take(2);
  room.set_available(false);
  EXPECT_FALSE(last(2, "SERVICE-STATE").at("available").as_bool());
  say(2, protocol::ParticipantConfig{"Ada"});
  EXPECT_EQ(error_code(2), "unavailable");
  EXPECT_FALSE(room.has_pending());
  join_participant(3, 30);
  EXPECT_FALSE(last(3, "SERVICE-STATE").at("available").as_bool());
  room.set_available(true);
  EXPECT_TRUE(last(2, "SERVICE-STATE").at("available").as_bool());
}

}  // namespace
}  // namespace mcs::services::testing
