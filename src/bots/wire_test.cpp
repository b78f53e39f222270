// Frames, HTTP and packets as they stand on the wire.
#include <gtest/gtest.h>
#include <string>

#include "bots/frames.hpp"
#include "bots/http.hpp"
#include "bots/packets.hpp"
#include "bots/question_set.hpp"
#include "net/frame.hpp"
#include "net/frame_header.hpp"
#include "net/frame_reader.hpp"
#include "protocol/client_packets.hpp"
#include "protocol/question_set_json.hpp"

namespace mcs::bots {
namespace {

using namespace std::chrono_literals;

TEST(Frames, AreReadByTheServer) {
  for (const std::size_t size : {0U, 5U, 125U, 126U, 4'000U, 70'000U}) {
    const std::string text(size, 'x');
    std::string frame = write_frame(net::opcode::text, text, 0x12345678);
    net::FrameReader reader(100'000);
    std::span<char> input(frame);
    const auto event = reader.next(input);
    ASSERT_TRUE(event) << size;
    EXPECT_EQ(event->data, text);
  }
}

TEST(Frames, ReadsTheServersOnceTheyAreWhole) {
  for (const std::size_t size : {0U, 125U, 126U, 70'000U}) {
    const std::string text(size, 'y');
    const net::Frame frame = net::make_text_frame(text);
    const std::string_view bytes = frame.bytes();
    for (const std::size_t cut : {std::size_t{0}, std::size_t{1}, bytes.size() - 1})
      EXPECT_FALSE(read_frame(bytes.substr(0, cut)).frame);
    const std::string received = std::string(bytes) + "more";
    const auto read = read_frame(received).frame;
    ASSERT_TRUE(read);
    EXPECT_EQ(read->payload, text);
    EXPECT_EQ(read->size, bytes.size());
  }
}

TEST(Frames, RefusesWhatAServerMayNotSend) {
  EXPECT_TRUE(read_frame(write_frame(net::opcode::text, "masked", 1)).malformed);
  EXPECT_TRUE(read_frame(std::string_view("\x01\x01x", 3)).malformed) << "a fragment";
  EXPECT_TRUE(read_frame("\xC1\x01x").malformed) << "a reserved bit";
}

TEST(Frames, CarryCloseCodes) {
  const net::Frame frame = net::make_close_frame(1012, "restart");
  const auto read = read_frame(frame.bytes()).frame;
  ASSERT_TRUE(read);
  EXPECT_EQ(close_code_of(read->payload), 1012);
  EXPECT_EQ(close_code_of(""), 1005);
}

TEST(Http, ReadsAResponseOnceItIsWhole) {
  const std::string response =
      "HTTP/1.1 429 Too Many Requests\r\nRetry-After:  7 \r\nContent-Length: 2\r\n\r\nno";
  for (std::size_t size = 0; size < response.size(); ++size) {
    const auto read = read_response(std::string_view(response).substr(0, size));
    EXPECT_FALSE(read.response || read.malformed) << size;
  }
  const std::string received = response + "HTTP/1.1 ...";
  const auto read = read_response(received).response;
  ASSERT_TRUE(read);
  EXPECT_EQ(read->status, 429);
  EXPECT_EQ(read->header("retry-after"), "7");
  EXPECT_EQ(read->body, "no");
  EXPECT_EQ(read->size, response.size());
  EXPECT_TRUE(read_response("SMTP/1.1 200 OK\r\n\r\n").malformed);
  EXPECT_TRUE(read_response("HTTP/1.1 200 OK\r\n\r\n").malformed) << "of unknown length";
}

TEST(Packets, AreReadByTheServer) {
  const auto chosen = domain::OptionSet::from_bits(0b101);
  const auto answer = protocol::decode(write_answer(3, chosen, 1'042ms));
  ASSERT_TRUE(answer);
  const auto& read = std::get<protocol::ParticipantAnswer>(*answer);
  EXPECT_EQ(read.question.value, 3);
  EXPECT_EQ(read.selected, chosen);
  EXPECT_EQ(read.claimed, 1'042ms);

  const auto start = protocol::decode(write_start(3, 20s));
  ASSERT_TRUE(start);
  EXPECT_EQ(std::get<protocol::HostConfig>(*start).selected_questions,
            (std::vector<std::uint16_t>{0, 1, 2}));
  for (const std::string& packet :
       {write_name("Bot \"1\""), write_question_request(7), write_timeout(7)})
    EXPECT_TRUE(protocol::decode(packet)) << packet;
}

// As in docs/message-protocol.md.
TEST(Packets, ReadsWhatAParticipantNeeds) {
  const auto state = read_session_state(JsonView(
      R"({"role":"participant","phase":"running","questionDuration":20,"numberOfQuestions":3,
          "name":"Ada","nextQuestionIndex":1,"score":75,"rank":1})"));
  ASSERT_TRUE(state);
  EXPECT_TRUE(state->seated);
  EXPECT_EQ(state->question_duration, 20s);
  EXPECT_EQ(state->next_question, 1);
  EXPECT_EQ(state->score, 75);
  EXPECT_FALSE(read_session_state(JsonView(R"({"phase":"running"})")));

  const auto result = read_answer_result(JsonView(
      R"({"questionIndex":0,"outcome":"partial","correctOptions":[1,3],"durationMs":5000,
          "scoreAwarded":37,"score":75,"rank":2,"totalParticipants":9})"));
  ASSERT_TRUE(result);
  EXPECT_EQ(result->outcome, domain::Outcome::Partial);
  EXPECT_EQ(result->correct, domain::OptionSet::from_bits(0b1010));
  EXPECT_EQ(result->awarded, 37);
  EXPECT_FALSE(read_answer_result(JsonView(R"({"questionIndex":0,"outcome":"grand"})")));

  const auto question = read_question(JsonView(
      R"({"questionIndex":4,"question":"?","options":["a","b]","c"],"numberOfOptionsToSelect":2})"));
  ASSERT_TRUE(question);
  EXPECT_EQ(question->options, 3);
  EXPECT_EQ(question->to_select, 2);

  const auto own = read_own_options(
      JsonView(R"({"questions":[{"participantOptions":[1]},{"participantOptions":[]}]})"));
  ASSERT_TRUE(own);
  EXPECT_EQ((*own)[0], domain::OptionSet::from_bits(0b10));
  EXPECT_TRUE((*own)[1].empty());
}

TEST(Packets, KnowsALeaderboardThatIsNotInOrder) {
  const auto ordered = [](std::string_view scores) {
    return is_ordered_leaderboard(JsonView(scores));
  };
  EXPECT_TRUE(ordered(R"({"leaderboard":[]})"));
  EXPECT_TRUE(ordered(R"({"leaderboard":[{"score":9},{"score":9},{"score":0}]})"));
  EXPECT_FALSE(ordered(R"({"leaderboard":[{"score":8},{"score":9}]})"));
  EXPECT_FALSE(ordered(R"({})"));
}

TEST(QuestionSet, IsValidAtAnySize) {
  for (const std::uint32_t size : {1U, 4U, 333U, 5'000U}) {
    const auto read =
        protocol::read_question_set(protocol::write_question_set(make_question_set(size)));
    ASSERT_TRUE(read) << size;
    EXPECT_EQ(read->questions.size(), size);
    EXPECT_TRUE(read->warnings.empty());
  }
}

}  // namespace
}  // namespace mcs::bots
