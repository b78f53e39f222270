#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <gtest/gtest.h>

#include "protocol/server_packets.hpp"
#include "protocol/test_quiz.hpp"
#include "support/packet_schema.hpp"

namespace mcs::protocol {
namespace {

namespace json = boost::json;
using std::chrono::milliseconds;
using std::chrono::seconds;

json::object payload_of(const std::string& frame) {
  test::expect_valid_server_packet(frame);
  return json::parse(frame).at("payload").as_object();
}

json::object host_summary(const TestQuiz& quiz) {
  return payload_of(notify_host_quiz_summary(quiz.run, quiz.questions, quiz.now));
}

json::object own_summary(const TestQuiz& quiz, SeatIndex seat) {
  const ParticipantSummaries summaries(quiz.run, quiz.questions);
  return payload_of(summaries.packet(quiz.run, seat));
}

TEST(HostQuizSummary, IsEmptyBeforeTheStart) {
  TestQuiz quiz(2);
  quiz.wait(seconds{9});
  EXPECT_EQ(json::serialize(host_summary(quiz)),
            R"({"totalTimeElapsed":0,"avgAnswerTime":0,"questions":[]})");
}

TEST(HostQuizSummary, ListsWhoAnsweredHow) {
  TestQuiz quiz(4);
  const SeatIndex ada = quiz.seat("Ada");
  const SeatIndex bob = quiz.seat("Bob");
  const SeatIndex cyd = quiz.seat("Cyd");
  quiz.start(seconds{10}, {2, 3});
  quiz.answer(ada, option_set({1, 3}), milliseconds{1'000});
  quiz.answer(bob, option_set({0, 3}), milliseconds{2'501});
  quiz.time_out(cyd);
  const auto summary = host_summary(quiz);
  EXPECT_EQ(summary.at("totalTimeElapsed"), 13);
  EXPECT_EQ(summary.at("avgAnswerTime"), 1'750);
  ASSERT_EQ(summary.at("questions").as_array().size(), 2);
  EXPECT_EQ(json::serialize(summary.at("questions").at(0)),
            R"({"question":"What is number 2?","options":["zero","one","two","\"three\""],)"
            R"("correctOptions":[1,3],)"
            R"("correctAnswerers":[{"userId":"0000000000000001","name":"Ada"}],"correctCount":1,)"
            R"("incorrectAnswerers":[{"userId":"0000000000000002","name":"Bob"}],)"
            R"("incorrectCount":1,)"
            R"("timeExpiredAnswerers":[{"userId":"0000000000000003","name":"Cyd"}],)"
            R"("timeExpiredCount":1})");
  EXPECT_EQ(summary.at("questions").at(1).at("question"), "What is number 3?");
  EXPECT_EQ(summary.at("questions").at(1).at("correctCount"), 0);
}

TEST(HostQuizSummary, StopsTheClockAtTheEnd) {
  TestQuiz quiz(1);
  quiz.seat("Ada");
  quiz.start(seconds{10});
  quiz.wait(milliseconds{4'999});
  EXPECT_EQ(host_summary(quiz).at("totalTimeElapsed"), 4);
  quiz.end();
  quiz.wait(seconds{100});
  EXPECT_EQ(host_summary(quiz).at("totalTimeElapsed"), 4);
}

TEST(HostQuizSummary, NamesAHundredAndCountsTheRest) {
  TestQuiz quiz(1);
  quiz.seat_many(120);
  quiz.start(seconds{10});
  for (std::uint32_t i = 0; i < 120; ++i) quiz.answer({i}, option_set({1}), seconds{1});
  const auto summary = host_summary(quiz);
  const json::value& question = summary.at("questions").at(0);
  EXPECT_EQ(question.at("correctAnswerers").as_array().size(), 100);
  EXPECT_EQ(question.at("correctCount"), 120);
}

TEST(ParticipantSummaries, GiveEachItsOwnAnswersAndTimes) {
  TestQuiz quiz(3);
  const SeatIndex ada = quiz.seat("Ada");
  const SeatIndex bob = quiz.seat("Bob");
  quiz.start(seconds{10});
  quiz.wait(seconds{3});
  quiz.answer(ada, option_set({1}), milliseconds{1'001});
  quiz.answer(ada, option_set({0}), milliseconds{2'000});
  quiz.time_out(ada);
  quiz.answer(bob, option_set({2}), milliseconds{500});
  quiz.wait(seconds{4});
  quiz.end();

  const auto own = own_summary(quiz, ada);
  EXPECT_EQ(own.at("totalTimeElapsed"), 13);
  EXPECT_EQ(own.at("avgAnswerTime"), 1'500);
  EXPECT_EQ(own.at("score"), 89);
  EXPECT_EQ(own.at("rank"), 1);
  EXPECT_EQ(own.at("totalParticipants"), 2);
  const json::array& questions = own.at("questions").as_array();
  ASSERT_EQ(questions.size(), 3);
  EXPECT_EQ(json::serialize(questions[0].at("participantOptions")), "[1]");
  EXPECT_EQ(json::serialize(questions[1].at("participantOptions")), "[0]");
  EXPECT_EQ(json::serialize(questions[2].at("participantOptions")), "[]");
  EXPECT_EQ(questions[0].at("incorrectAnswerers").at(0).at("name"), "Bob");
  EXPECT_EQ(questions[0].at("correctCount"), 1);

  // Bob did not finish: the time is that to the end.
  const auto dnf = own_summary(quiz, bob);
  EXPECT_EQ(dnf.at("totalTimeElapsed"), 4);
  EXPECT_EQ(dnf.at("avgAnswerTime"), 500);
  EXPECT_EQ(dnf.at("score"), 0);
  EXPECT_EQ(dnf.at("rank"), 2);
  EXPECT_EQ(json::serialize(dnf.at("questions").at(0).at("participantOptions")), "[2]");
  EXPECT_EQ(json::serialize(dnf.at("questions").at(1).at("participantOptions")), "[]");
}

TEST(ParticipantSummaries, AreThereForWhoNeverBegan) {
  TestQuiz quiz(1);
  const SeatIndex ada = quiz.seat("Ada");
  quiz.start(seconds{10});
  quiz.wait(seconds{4});
  quiz.end();
  const auto own = own_summary(quiz, ada);
  EXPECT_EQ(own.at("totalTimeElapsed"), 0);
  EXPECT_EQ(own.at("avgAnswerTime"), 0);
  EXPECT_EQ(own.at("questions").as_array().size(), 1);
}

}  // namespace
}  // namespace mcs::protocol
