#include "protocol/client_packets.hpp"

#include <gmock/gmock.h>

#include "protocol/test_quiz.hpp"
#include "support/packet_schema.hpp"

namespace mcs::protocol {
namespace {

using std::chrono::milliseconds;
using test::client_packet_fault;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

template <class T>
T decode_as(std::string_view text) {
  const auto packet = decode(text);
  EXPECT_TRUE(packet) << text << ": " << packet.error().error.detail;
  EXPECT_EQ(client_packet_fault(text), "");
  if (!packet || !std::holds_alternative<T>(*packet)) return ADD_FAILURE() << text, T{};
  EXPECT_THAT(text, HasSubstr('"' + std::string(type_name(*packet)) + '"'));
  return std::get<T>(*packet);
}

std::string packet(std::string_view type, std::string_view payload) {
  return R"({"type":")" + std::string(type) + R"(","payload":)" + std::string(payload) + "}";
}

std::string answer(std::string_view options, std::string_view duration = "1.5") {
  return packet("PARTICIPANT-ANSWER", R"({"questionIndex":2,"selectedOptionIndexes":)" +
                                          std::string(options) + R"(,"answerDuration":)" +
                                          std::string(duration) + "}");
}

std::string host_config(std::string_view name, std::string_view categories,
                        std::string_view duration, std::string_view selection) {
  return packet("HOST-CONFIG", R"({"quizName":)" + std::string(name) + R"(,"categories":)" +
                                   std::string(categories) + R"(,"duration":)" +
                                   std::string(duration) + R"(,"selectedQuestionIndexes":)" +
                                   std::string(selection) + "}");
}

std::string selecting(std::string_view selection) {
  return host_config("\"\"", "[]", "20", selection);
}

// 0, 1, 2, … in brackets.
std::string numbers(std::size_t count) {
  std::string text = "[";
  for (std::size_t i = 0; i < count; ++i) text += (i == 0 ? "" : ",") + std::to_string(i);
  return text + "]";
}

TEST(Decode, ReadsEveryPacket) {
  EXPECT_EQ(decode_as<ParticipantConfig>(packet("PARTICIPANT-CONFIG", R"({"name":" Zoë "})")).name,
            " Zoë ");
  decode_as<RequestHostQuestions>(packet("REQUEST-HOST-QUESTIONS", "{}"));
  const auto config =
      decode_as<HostConfig>(host_config(R"("Köpfe")", R"(["a","b"])", "20", "[0,7,4999]"));
  EXPECT_EQ(config.quiz_name, "Köpfe");
  EXPECT_THAT(config.categories, ElementsAre("a", "b"));
  EXPECT_EQ(config.question_duration, std::chrono::seconds{20});
  EXPECT_THAT(config.selected_questions, ElementsAre(0, 7, 4999));
  const auto request = decode_as<RequestParticipantQuestion>(
      packet("REQUEST-PARTICIPANT-QUESTION", R"({"questionIndex":4999})"));
  EXPECT_EQ(request.question, QuestionIndex{4999});
  const auto answered = decode_as<ParticipantAnswer>(answer("[3,0]", "1.2344"));
  EXPECT_EQ(answered.question, QuestionIndex{2});
  EXPECT_EQ(answered.selected, option_set({0, 3}));
  EXPECT_EQ(answered.claimed, milliseconds{1234});
  const auto timeout = decode_as<ParticipantAnswerTimeout>(
      packet("PARTICIPANT-ANSWER-TIMEOUT", R"({"questionIndex":0})"));
  EXPECT_EQ(timeout.question, QuestionIndex{0});
  decode_as<HostEnd>(packet("HOST-END", "{}"));
  EXPECT_TRUE(decode_as<HostLockLobby>(packet("HOST-LOCK-LOBBY", R"({"locked":true})")).locked);
  EXPECT_EQ(decode_as<HostKick>(packet("HOST-KICK", R"({"userId":"00000000000000ff"})")).user,
            UserId{255});
  const auto extra = decode_as<HostExtraTime>(
      packet("HOST-EXTRA-TIME", R"({"userId":"00000000000000ff","percent":50.0})"));
  EXPECT_EQ(extra.user, UserId{255});
  EXPECT_EQ(extra.extra_time.percent, 50);
}

TEST(Sender, IsWhoMaySayIt) {
  const auto packet_of = [](auto body) { return ClientPacket(std::move(body)); };
  EXPECT_EQ(sender(packet_of(ParticipantConfig{})), Role::Participant);
  EXPECT_EQ(sender(packet_of(RequestParticipantQuestion{})), Role::Participant);
  EXPECT_EQ(sender(packet_of(ParticipantAnswer{})), Role::Participant);
  EXPECT_EQ(sender(packet_of(ParticipantAnswerTimeout{})), Role::Participant);
  EXPECT_EQ(sender(packet_of(RequestHostQuestions{})), Role::Host);
  EXPECT_EQ(sender(packet_of(HostConfig{})), Role::Host);
  EXPECT_EQ(sender(packet_of(HostEnd{})), Role::Host);
  EXPECT_EQ(sender(packet_of(HostLockLobby{})), Role::Host);
  EXPECT_EQ(sender(packet_of(HostKick{})), Role::Host);
  EXPECT_EQ(sender(packet_of(HostExtraTime{})), Role::Host);
}

TEST(Decode, IgnoresOrderAndUnknownMembers) {
  const auto timeout = decode_as<ParticipantAnswerTimeout>(
      R"( {"id":[{}],"payload":{"x":null,"questionIndex":3},"type":"PARTICIPANT-ANSWER-TIMEOUT"} )");
  EXPECT_EQ(timeout.question, QuestionIndex{3});
}

TEST(Decode, LetsTheLastOfEqualMembersCount) {
  const auto timeout = decode_as<ParticipantAnswerTimeout>(
      packet("PARTICIPANT-ANSWER-TIMEOUT", R"({"questionIndex":3,"questionIndex":4})"));
  EXPECT_EQ(timeout.question, QuestionIndex{4});
}

TEST(Decode, ReadsClaimedDurationsWhateverTheyAre) {
  const auto claimed = [](std::string_view duration) {
    return decode_as<ParticipantAnswer>(answer("[0]", duration)).claimed;
  };
  EXPECT_EQ(claimed("0"), milliseconds{0});
  EXPECT_EQ(claimed("3"), milliseconds{3'000});
  EXPECT_EQ(claimed("0.0006"), milliseconds{1});
  EXPECT_EQ(claimed("0.0004"), milliseconds{0});
  EXPECT_EQ(claimed("-0.5"), milliseconds{0});
  EXPECT_EQ(claimed("-1e300"), milliseconds{0});
  EXPECT_EQ(claimed("3599.9996"), std::chrono::hours{1});
  EXPECT_EQ(claimed("1e300"), std::chrono::hours{1});
  EXPECT_EQ(claimed("1e999"), std::chrono::hours{1});
  EXPECT_EQ(claimed("9223372036854775807"), std::chrono::hours{1});
  EXPECT_EQ(claimed("18446744073709551615"), std::chrono::hours{1});
}

TEST(Decode, TakesIntegersWrittenAsReals) {
  const auto timeout = decode_as<ParticipantAnswerTimeout>(
      packet("PARTICIPANT-ANSWER-TIMEOUT", R"({"questionIndex":3.0})"));
  EXPECT_EQ(timeout.question, QuestionIndex{3});
  EXPECT_EQ(decode_as<ParticipantAnswer>(answer("[1e0]")).selected, option_set({1}));
}

TEST(Decode, ReadsTheLargestSelection) {
  EXPECT_EQ(decode_as<HostConfig>(selecting(numbers(5'000))).selected_questions.size(), 5'000);
}

struct RefusedExample {
  std::string text;
  ErrorCode code;
  std::string_view about;
  std::string_view says;
  bool schema_agrees = true;
};

void expect_refused(const RefusedExample& example) {
  SCOPED_TRACE(example.text.substr(0, 200));
  const auto packet = decode(example.text);
  ASSERT_FALSE(packet);
  EXPECT_EQ(packet.error().error.code, example.code);
  EXPECT_EQ(packet.error().about, example.about);
  EXPECT_THAT(packet.error().error.detail, HasSubstr(example.says));
  EXPECT_EQ(client_packet_fault(example.text) != "", example.schema_agrees);
}

TEST(Decode, RefusesWhatIsNoPacket) {
  using enum ErrorCode;
  const std::vector<RefusedExample> examples{
      {"", InvalidPacket, "", "not a JSON text: it ends too early (at byte 0)"},
      {"{", InvalidPacket, "", "ends too early"},
      {R"({"type":"HOST-END","payload":{}} x)", InvalidPacket, "", "follows after its end"},
      {std::string(4096, '['), InvalidPacket, "", "16 deep"},
      {"\"\xFF\"", InvalidPacket, "", "UTF-8"},
      {"[]", InvalidPacket, "", "type and payload"},
      {"null", InvalidPacket, "", "type and payload"},
      {R"({"payload":{}})", InvalidPacket, "", "type is missing"},
      {R"({"type":1,"payload":{}})", InvalidPacket, "", "type is missing or not a string"},
      {packet("HOST-BEGIN", "{}"), InvalidPacket, "", "type is none"},
      {packet("host-end", "{}"), InvalidPacket, "", "type is none"},
      {packet("LEADERBOARD", "{}"), InvalidPacket, "", "type is none"},
      {R"({"type":"HOST-END"})", InvalidPacket, "HOST-END", "payload must be an object"},
      {packet("HOST-END", "null"), InvalidPacket, "HOST-END", "payload must be an object"},
      {packet("HOST-END", "[]"), InvalidPacket, "HOST-END", "payload must be an object"},
  };
  for (const auto& example : examples) expect_refused(example);
}

TEST(Decode, RefusesWhatParticipantsMayNotSay) {
  using enum ErrorCode;
  const auto config = [](std::string_view payload) {
    return packet("PARTICIPANT-CONFIG", payload);
  };
  const auto request = [](std::string_view payload) {
    return packet("REQUEST-PARTICIPANT-QUESTION", payload);
  };
  constexpr std::string_view Config = "PARTICIPANT-CONFIG";
  constexpr std::string_view Request = "REQUEST-PARTICIPANT-QUESTION";
  constexpr std::string_view Answer = "PARTICIPANT-ANSWER";
  constexpr std::string_view range = "payload.questionIndex must be an integer from 0 to 4999";
  constexpr std::string_view distinct = "distinct integers from 0 to 9";
  const std::string long_name = R"({"name":")" + std::string(129, 'x') + R"("})";
  const std::vector<RefusedExample> examples{
      {config("{}"), InvalidPacket, Config, "payload.name is missing"},
      {config(R"({"name":7})"), InvalidName, Config, "payload.name must be a string"},
      {config(long_name), InvalidName, Config, "at most 128 bytes"},
      {request("{}"), InvalidPacket, Request, "payload.questionIndex is missing"},
      {request(R"({"questionIndex":-1})"), InvalidPacket, Request, range},
      {request(R"({"questionIndex":5000})"), InvalidPacket, Request, range},
      {request(R"({"questionIndex":1.5})"), InvalidPacket, Request, range},
      {request(R"({"questionIndex":"1"})"), InvalidPacket, Request, range},
      {request(R"({"questionIndex":18446744073709551615})"), InvalidPacket, Request, range},
      {packet(Answer, R"({"questionIndex":0,"answerDuration":1})"), InvalidPacket, Answer,
       "payload.selectedOptionIndexes is missing"},
      {packet(Answer, R"({"questionIndex":0,"selectedOptionIndexes":[0]})"), InvalidPacket, Answer,
       "payload.answerDuration is missing"},
      {answer("0"), InvalidPacket, Answer, "must be an array"},
      {answer("[]"), InvalidAnswer, Answer, "must have 1 to 10 items"},
      {answer("[0,1,2,3,4,5,6,7,8,9,10]"), InvalidAnswer, Answer, "must have 1 to 10 items"},
      {answer("[10]"), InvalidAnswer, Answer, distinct},
      {answer("[-1]"), InvalidAnswer, Answer, distinct},
      {answer("[0.5]"), InvalidAnswer, Answer, distinct},
      {answer("[\"0\"]"), InvalidAnswer, Answer, distinct},
      {answer("[1,2,1]"), InvalidAnswer, Answer, distinct},
      {answer("[0]", "\"1\""), InvalidPacket, Answer, "answerDuration must be a number"},
      {answer("[0]", "null"), InvalidPacket, Answer, "answerDuration must be a number"},
      {packet("PARTICIPANT-ANSWER-TIMEOUT", "{}"), InvalidPacket, "PARTICIPANT-ANSWER-TIMEOUT",
       "payload.questionIndex is missing"},
  };
  for (const auto& example : examples) expect_refused(example);
}

TEST(Decode, RefusesWhatHostsMayNotSay) {
  using enum ErrorCode;
  constexpr std::string_view Config = "HOST-CONFIG";
  constexpr std::string_view Extra = "HOST-EXTRA-TIME";
  constexpr std::string_view percent = "payload.percent must be an integer from 0 to 200";
  const auto extra_time = [&](std::string_view payload) { return packet(Extra, payload); };
  const auto giving = [&](std::string_view value) {
    return extra_time(R"({"userId":"00000000000000ff","percent":)" + std::string(value) + "}");
  };
  constexpr std::string_view ascending = "larger than the one before it";
  const std::string long_name = '"' + std::string(101, 'x') + '"';
  const std::string long_category = "[\"a\",\"" + std::string(201, 'x') + "\"]";
  const std::vector<RefusedExample> examples{
      {packet(Config, "{}"), InvalidPacket, Config, "payload.quizName is missing"},
      {host_config("1", "[]", "20", "[0]"), InvalidSettings, Config, "payload.quizName must be"},
      {host_config(long_name, "[]", "20", "[0]"), InvalidSettings, Config, "100 characters"},
      {host_config("\"\"", "{}", "20", "[0]"), InvalidSettings, Config, "payload.categories must"},
      {host_config("\"\"", "[1]", "20", "[0]"), InvalidSettings, Config, "payload.categories[0]"},
      {host_config("\"\"", long_category, "20", "[0]"), InvalidSettings, Config, "categories[1]"},
      {host_config("\"\"", numbers(1'001), "20", "[0]"), InvalidSettings, Config, "at most 1000"},
      {host_config("\"\"", "[]", "0", "[0]"), InvalidSettings, Config, "integer from 1 to 600"},
      {host_config("\"\"", "[]", "601", "[0]"), InvalidSettings, Config, "integer from 1 to 600"},
      {host_config("\"\"", "[]", "1.5", "[0]"), InvalidSettings, Config, "integer from 1 to 600"},
      {selecting("[]"), InvalidSelection, Config, "array of 1 to 5000 integers"},
      {selecting("null"), InvalidSelection, Config, "array of 1 to 5000 integers"},
      {selecting(numbers(5'001)), InvalidSelection, Config, "array of 1 to 5000 integers"},
      {selecting("[5000]"), InvalidSelection, Config, "[0] must be an integer from 0 to 4999"},
      {selecting("[0,\"1\"]"), InvalidSelection, Config, "[1] must be an integer from 0 to 4999"},
      {selecting("[-1]"), InvalidSelection, Config, "[0] must be an integer from 0 to 4999"},
      {selecting("[3,3]"), InvalidSelection, Config, ascending},
      // JSON Schema cannot say that items ascend.
      {selecting("[4,3]"), InvalidSelection, Config, ascending, false},
      {packet("HOST-LOCK-LOBBY", "{}"), InvalidPacket, "HOST-LOCK-LOBBY", "locked is missing"},
      {packet("HOST-LOCK-LOBBY", R"({"locked":1})"), InvalidPacket, "HOST-LOCK-LOBBY",
       "payload.locked must be true or false"},
      {packet("HOST-KICK", "{}"), InvalidPacket, "HOST-KICK", "payload.userId is missing"},
      {packet("HOST-KICK", R"({"userId":255})"), InvalidPacket, "HOST-KICK", "must be a string"},
      {packet("HOST-KICK", R"({"userId":"ff"})"), UnknownParticipant, "HOST-KICK",
       "16 hexadecimal"},
      {packet("HOST-KICK", R"({"userId":"00000000000000FF"})"), UnknownParticipant, "HOST-KICK",
       "lower case"},
      {extra_time("{}"), InvalidPacket, Extra, "payload.userId is missing"},
      {extra_time(R"({"userId":"00000000000000ff"})"), InvalidPacket, Extra, "percent is missing"},
      {extra_time(R"({"userId":"ff","percent":50})"), UnknownParticipant, Extra, "16 hexadecimal"},
      {giving("-1"), InvalidSettings, Extra, percent},
      {giving("201"), InvalidSettings, Extra, percent},
      {giving("306"), InvalidSettings, Extra, percent},
      {giving("0.5"), InvalidSettings, Extra, percent},
      {giving("1e300"), InvalidSettings, Extra, percent},
      {giving("\"50\""), InvalidSettings, Extra, percent},
      {giving("null"), InvalidSettings, Extra, percent},
  };
  for (const auto& example : examples) expect_refused(example);
}

TEST(Decode, CountsCharactersNotBytes) {
  std::string name;
  for (int i = 0; i < 100; ++i) name += "ü";
  EXPECT_EQ(decode_as<HostConfig>(host_config('"' + name + '"', "[]", "1", "[0]")).quiz_name, name);
}

TEST(Decode, ReportsTheFirstWrongMemberOnly) {
  const auto packet = decode(host_config("1", "1", "0", "1"));
  ASSERT_FALSE(packet);
  EXPECT_THAT(packet.error().error.detail, HasSubstr("quizName"));
}

}  // namespace
}  // namespace mcs::protocol
