#include "protocol/server_packets.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <gmock/gmock.h>

#include "protocol/test_quiz.hpp"
#include "support/packet_schema.hpp"

namespace mcs::protocol {
namespace {

namespace json = boost::json;
using std::chrono::milliseconds;
using std::chrono::seconds;

// The payload of a frame that the schema allows.
json::object payload_of(const std::string& frame) {
  test::expect_valid_server_packet(frame);
  return json::parse(frame).at("payload").as_object();
}

std::string text(const json::value& value) {
  return json::serialize(value);
}

TEST(SessionState, TellsANewParticipantWhatThereIs) {
  const TestQuiz quiz(3);
  const Viewer viewer{Role::Participant, UserId{1}, std::nullopt};
  const std::string frame = session_state(quiz.run, viewer, quiz.now);
  test::expect_valid_server_packet(frame);
  EXPECT_EQ(frame, R"({"type":"SESSION-STATE","payload":{"role":"participant","phase":"lobby",)"
                   R"("serverTimeEpochMs":1800000000000,"lobbyLocked":false,"totalParticipants":0,)"
                   R"("totalFinishedParticipants":0,"userId":"0000000000000001"}})");
}

TEST(SessionState, GivesASeatedParticipantItsPlace) {
  TestQuiz quiz(2);
  const SeatIndex ada = quiz.seat("Ada");
  quiz.seat("Bob");
  const Viewer viewer{Role::Participant, UserId{1}, ada};
  const auto lobby = payload_of(session_state(quiz.run, viewer, quiz.now));
  EXPECT_EQ(lobby.at("name"), "Ada");
  EXPECT_EQ(lobby.at("score"), 0);
  EXPECT_EQ(lobby.at("nextQuestionIndex"), 0);
  EXPECT_FALSE(lobby.contains("numberOfQuestions"));

  quiz.wait(milliseconds{1'500});
  quiz.start(seconds{20});
  quiz.answer(ada, option_set({1}), seconds{5});
  const auto running = payload_of(session_state(quiz.run, viewer, quiz.now));
  EXPECT_EQ(running.at("phase"), "running");
  EXPECT_EQ(running.at("quizName"), "Test");
  EXPECT_EQ(running.at("startTimeEpochSecs"), 1'800'000'001);
  EXPECT_EQ(running.at("questionDuration"), 20);
  EXPECT_EQ(running.at("numberOfQuestions"), 2);
  EXPECT_EQ(running.at("nextQuestionIndex"), 1);
  EXPECT_EQ(running.at("score"), 75);
  EXPECT_EQ(running.at("rank"), 1);
  EXPECT_EQ(running.at("totalParticipants"), 2);
  EXPECT_FALSE(running.contains("participants"));

  quiz.end();
  const auto finished = payload_of(session_state(quiz.run, viewer, quiz.now));
  EXPECT_EQ(finished.at("phase"), "finished");
}

TEST(SessionState, ShowsAHostItsRoom) {
  TestQuiz quiz(1);
  const Viewer host{Role::Host, std::nullopt, std::nullopt};
  const SeatIndex ada = quiz.seat("Ada");
  quiz.kick(quiz.seat("Mallory"));
  const SeatIndex bob = quiz.seat("Bob");
  quiz.fold(domain::LobbyLocked{true});
  quiz.start(seconds{10});
  quiz.answer(ada, option_set({1}), seconds{1});
  quiz.disconnect(bob);
  const auto state = payload_of(session_state(quiz.run, host, quiz.now));
  EXPECT_EQ(state.at("role"), "host");
  EXPECT_EQ(state.at("lobbyLocked"), true);
  EXPECT_EQ(state.at("questionSetUploaded"), true);
  EXPECT_EQ(state.at("totalParticipants"), 2);
  EXPECT_EQ(state.at("totalFinishedParticipants"), 1);
  EXPECT_FALSE(state.contains("userId"));
  EXPECT_EQ(text(state.at("participants")),
            R"([{"userId":"0000000000000001","name":"Ada","score":90,"nextQuestionIndex":1,)"
            R"("connected":true,"finished":true,"removed":false},)"
            R"({"userId":"0000000000000003","name":"Bob","score":0,"nextQuestionIndex":0,)"
            R"("connected":false,"finished":false,"removed":false}])");
}

TEST(SessionState, TellsOfExtraTimeWhomItConcerns) {
  TestQuiz quiz(1);
  const SeatIndex ada = quiz.seat("Ada");
  const SeatIndex bob = quiz.seat("Bob");
  quiz.fold(domain::ExtraTimeSet{UserId{1}, SessionId{999}, domain::ExtraTime{25}});
  const auto told = [&](Viewer viewer) {
    return payload_of(session_state(quiz.run, viewer, quiz.now));
  };
  EXPECT_EQ(told({Role::Participant, UserId{1}, ada}).at("extraTimePercent"), 25);
  EXPECT_FALSE(told({Role::Participant, UserId{2}, bob}).contains("extraTimePercent"));
  EXPECT_FALSE(leaderboard(quiz.run).contains("extraTime"));
  const auto listed = told({Role::Host, std::nullopt, std::nullopt}).at("participants").as_array();
  EXPECT_EQ(listed[0].at("extraTimePercent"), 25);
  EXPECT_FALSE(listed[1].as_object().contains("extraTimePercent"));
}

TEST(SessionState, KnowsWhetherThereIsAQuestionSet) {
  const Viewer host{Role::Host, std::nullopt, std::nullopt};
  const auto state = payload_of(session_state(domain::Speedrun(), host, domain::Instant{}));
  EXPECT_EQ(state.at("questionSetUploaded"), false);
  EXPECT_TRUE(state.at("participants").as_array().empty());
}

TEST(SessionState, ListsTheFirstHundredParticipants) {
  TestQuiz quiz(1);
  quiz.seat_many(105);
  quiz.kick({0});
  quiz.kick({50});
  const Viewer host{Role::Host, std::nullopt, std::nullopt};
  const auto state = payload_of(session_state(quiz.run, host, quiz.now));
  const json::array& participants = state.at("participants").as_array();
  ASSERT_EQ(participants.size(), session_state_participants);
  EXPECT_EQ(participants.front().at("name"), "P1");
  EXPECT_EQ(participants.back().at("name"), "P101");
  EXPECT_EQ(state.at("totalParticipants"), 103);
}

TEST(Leaderboard, ListsASmallRoomWhole) {
  TestQuiz quiz(1);
  quiz.seat("Ada \"the\" first");
  const SeatIndex bob = quiz.seat("Bob");
  quiz.start(seconds{10});
  quiz.answer(bob, option_set({1}), seconds{5});
  const std::string frame = leaderboard(quiz.run);
  test::expect_valid_server_packet(frame);
  EXPECT_EQ(frame, R"({"type":"LEADERBOARD","payload":{"leaderboard":[)"
                   R"({"userId":"0000000000000002","name":"Bob","score":50},)"
                   R"({"userId":"0000000000000001","name":"Ada \"the\" first","score":0}],)"
                   R"("totalParticipants":2,"truncated":false}})");
}

TEST(Leaderboard, IsEmptyWithoutParticipants) {
  const auto board = payload_of(leaderboard(TestQuiz(1).run));
  EXPECT_TRUE(board.at("leaderboard").as_array().empty());
  EXPECT_EQ(board.at("truncated"), false);
}

TEST(Leaderboard, IsTruncatedOnlyPastAHundred) {
  TestQuiz quiz(1);
  quiz.seat_many(100);
  EXPECT_EQ(payload_of(leaderboard(quiz.run)).at("truncated"), false);
  quiz.seat("One more");
  const auto board = payload_of(leaderboard(quiz.run));
  EXPECT_EQ(board.at("leaderboard").as_array().size(), 100);
  EXPECT_EQ(board.at("totalParticipants"), 101);
  EXPECT_EQ(board.at("truncated"), true);
}

TEST(ResponseHostQuestions, HoldsTheWholeSet) {
  const auto response = payload_of(response_host_questions(sample_questions(3)));
  ASSERT_EQ(response.at("questions").as_array().size(), 3);
  EXPECT_EQ(text(response.at("questions").at(2)),
            R"({"question":"What is number 2?","category":"Numbers",)"
            R"("options":["zero","one","two","\"three\""],"answers":[1,3]})");
}

TEST(BroadcastStart, TellsTimeDurationNumberAndName) {
  TestQuiz quiz(4);
  quiz.wait(milliseconds{999});
  quiz.start(seconds{30}, {0, 3});
  const std::string frame = broadcast_start(quiz.run);
  test::expect_valid_server_packet(frame);
  EXPECT_EQ(frame, R"({"type":"BROADCAST-START","payload":{"startTimeEpochSecs":1800000000,)"
                   R"("questionDuration":30,"numberOfQuestions":2,"quizName":"Test"}})");
}

TEST(ResponseParticipantQuestion, ShowsTheSelectedQuestionWithoutItsAnswers) {
  TestQuiz quiz(4);
  quiz.start(seconds{30}, {0, 2});
  const auto response = [&](milliseconds remaining, seconds limit = seconds{30}) {
    return response_participant_question(quiz.run, quiz.questions, QuestionIndex{1}, remaining,
                                         limit);
  };
  const std::string frame = response(milliseconds{29'999});
  test::expect_valid_server_packet(frame);
  EXPECT_EQ(frame, R"({"type":"RESPONSE-PARTICIPANT-QUESTION","payload":{"questionIndex":1,)"
                   R"("question":"What is number 2?","options":["zero","one","two","\"three\""],)"
                   R"("numberOfOptionsToSelect":2,"remainingMs":29999}})");
  EXPECT_EQ(payload_of(response(milliseconds{-5})).at("remainingMs"), 0);
  const std::string longer = response(milliseconds{45'000}, seconds{45});
  test::expect_valid_server_packet(longer);
  EXPECT_EQ(payload_of(longer).at("timeLimitMs"), 45'000);
}

TEST(AnswerResult, TellsWhatTheAnswerWasWorth) {
  TestQuiz quiz(3);
  const SeatIndex ada = quiz.seat("Ada");
  const SeatIndex bob = quiz.seat("Bob");
  quiz.start(seconds{10});
  quiz.answer(ada, option_set({1}), milliseconds{1'000});
  quiz.answer(bob, option_set({1}), milliseconds{0});
  const std::string frame = answer_result(quiz.run, ada, QuestionIndex{0});
  test::expect_valid_server_packet(frame);
  EXPECT_EQ(frame,
            R"({"type":"ANSWER-RESULT","payload":{"questionIndex":0,"outcome":"correct",)"
            R"("correctOptions":[1],"durationMs":1000,"scoreAwarded":90,"score":90,"rank":2,)"
            R"("totalParticipants":2}})");
}

TEST(AnswerResult, NamesEveryOutcomeAndRepeatsTheScoreOfThen) {
  TestQuiz quiz(4);
  const SeatIndex ada = quiz.seat("Ada");
  quiz.start(seconds{10});
  quiz.answer(ada, option_set({1}), seconds{0});
  quiz.answer(ada, option_set({0}), seconds{1});
  quiz.answer(ada, option_set({0, 3}), seconds{5});
  quiz.time_out(ada);
  const auto result = [&](std::uint16_t question) {
    return payload_of(answer_result(quiz.run, ada, {question}));
  };
  EXPECT_EQ(result(0).at("outcome"), "correct");
  EXPECT_EQ(result(0).at("score"), 100);
  EXPECT_EQ(result(1).at("outcome"), "incorrect");
  EXPECT_EQ(result(1).at("score"), 100);
  EXPECT_EQ(result(2).at("outcome"), "partial");
  EXPECT_EQ(text(result(2).at("correctOptions")), "[1,3]");
  EXPECT_EQ(result(2).at("scoreAwarded"), 25);
  EXPECT_EQ(result(2).at("score"), 125);
  EXPECT_EQ(result(3).at("outcome"), "timeout");
  EXPECT_EQ(result(3).at("durationMs"), 10'000);
  EXPECT_EQ(result(3).at("scoreAwarded"), 0);
}

TEST(NotifyHostParticipants, HoldsTheSeatsAskedForAndTheTotals) {
  TestQuiz quiz(1);
  quiz.seat("Ada");
  const SeatIndex bob = quiz.seat("Bob");
  const SeatIndex mallory = quiz.seat("Mallory");
  quiz.kick(mallory);
  const auto notice = payload_of(notify_host_participants(quiz.run, std::vector{mallory, bob}));
  const json::array& participants = notice.at("participants").as_array();
  ASSERT_EQ(participants.size(), 2);
  EXPECT_EQ(participants[0].at("name"), "Mallory");
  EXPECT_EQ(participants[0].at("removed"), true);
  EXPECT_EQ(participants[0].at("connected"), false);
  EXPECT_EQ(participants[1].at("name"), "Bob");
  EXPECT_EQ(participants[1].at("removed"), false);
  EXPECT_EQ(notice.at("totalParticipants"), 2);
  EXPECT_EQ(notice.at("totalFinishedParticipants"), 0);
}

TEST(Broadcasts, AreAsTheSchemaSays) {
  TestQuiz quiz(1);
  const SeatIndex ada = quiz.seat("Ada");
  quiz.start(seconds{10});
  quiz.time_out(ada);
  const std::string count = broadcast_participant_finished(quiz.run);
  EXPECT_EQ(payload_of(count).at("totalFinishedParticipants"), 1);
  EXPECT_TRUE(payload_of(broadcast_quiz_finished()).empty());
  EXPECT_EQ(payload_of(service_state(true)).at("available"), true);
  EXPECT_EQ(payload_of(service_state(false)).at("available"), false);
}

TEST(ErrorPacket, TellsCodeDetailAndWhatItIsAbout) {
  const auto told = payload_of(error({ErrorCode::NotStarted, "wait \"a\" little"}, "HOST-END"));
  EXPECT_EQ(text(told), R"({"code":"not_started","message":"wait \"a\" little",)"
                        R"("retryable":true,"about":"HOST-END"})");
}

TEST(ErrorPacket, FallsBackOnTheTitle) {
  const auto told = payload_of(error({ErrorCode::InvalidPacket, ""}, ""));
  EXPECT_EQ(text(told), R"({"code":"invalid_packet","message":"The packet is malformed.",)"
                        R"("retryable":false})");
  const auto garbled = payload_of(error({ErrorCode::InvalidPacket, "not \xFF UTF-8"}, ""));
  EXPECT_EQ(garbled.at("message"), "The packet is malformed.");
}

TEST(PacketSchema, RefusesWhatNoServerSends) {
  const auto fault = test::server_packet_fault;
  EXPECT_NE(fault("{"), "");
  EXPECT_NE(fault("[]"), "");
  EXPECT_NE(fault(R"({"type":"HOST-END","payload":{}})"), "");
  EXPECT_NE(fault(R"({"type":"SERVICE-STATE","payload":{}})"), "");
  EXPECT_NE(fault(R"({"type":"SERVICE-STATE","payload":{"available":1}})"), "");
  EXPECT_NE(fault(R"({"type":"SERVICE-STATE","payload":{"available":true,"more":1}})"), "");
  EXPECT_NE(fault(R"({"type":"SERVICE-STATE","payload":{"available":true},"more":1})"), "");

  TestQuiz quiz(1);
  quiz.start(seconds{10});
  std::string summary = notify_host_quiz_summary(quiz.run, quiz.questions, quiz.now);
  EXPECT_EQ(fault(summary), "");
  summary.insert(summary.find(R"("correctCount")"), R"("participantOptions":[],)");
  EXPECT_NE(fault(summary), "") << "only a participant's own summary has participantOptions";
}

}  // namespace
}  // namespace mcs::protocol
