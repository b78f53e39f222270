#include "protocol/results.hpp"

#include <boost/json/parse.hpp>
#include <gmock/gmock.h>
#include <random>

#include "protocol/test_quiz.hpp"
#include "support/packet_schema.hpp"

namespace mcs::protocol {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::HasSubstr;

const SpeedrunId id = *SpeedrunId::parse("CDFH2345");

// Ada answers both questions, Bob one of them.
domain::SpeedrunResult played_result(std::string ada, std::string bob) {
  TestQuiz quiz(2);
  const SeatIndex first = quiz.seat(std::move(ada));
  const SeatIndex second = quiz.seat(std::move(bob));
  quiz.start(seconds{10});
  quiz.answer(second, option_set({1}), milliseconds{500});
  quiz.answer(first, option_set({0}), milliseconds{1'234});
  quiz.time_out(first);
  quiz.end();
  return *extract_result(id, quiz.run, quiz.questions);
}

class RandomResults {
 public:
  explicit RandomResults(unsigned seed) : random_(seed) {}

  domain::SpeedrunResult next() {
    domain::SpeedrunResult result{.id = id,
                                  .quiz_name = text(),
                                  .categories = {text(), text()},
                                  .question_duration = milliseconds{below(1'000'000)},
                                  .started_at = domain::from_epoch_ms(below(32'000'000'000'000)),
                                  .finished_at = domain::from_epoch_ms(below(32'000'000'000'000)),
                                  .reason = static_cast<domain::FinishReason>(below(5)),
                                  .questions = {},
                                  .participants = {}};
    for (auto n = below(5); n > 0; --n) result.questions.push_back(question());
    for (auto n = below(5); n > 0; --n) result.participants.push_back(participant());
    return result;
  }

 private:
  std::int64_t below(std::int64_t bound) {
    return std::uniform_int_distribution<std::int64_t>(0, bound - 1)(random_);
  }
  std::uint32_t count() { return static_cast<std::uint32_t>(below(1LL << 32)); }
  domain::OptionSet options() {
    return domain::OptionSet::from_bits(static_cast<std::uint16_t>(below(1 << 10)));
  }
  std::string text() {
    std::string text = "é";
    for (auto n = below(8); n > 0; --n) text += static_cast<char>(below(128));
    return text;
  }
  domain::QuestionResult question() {
    return {.question = {.text = text(),
                         .category = text(),
                         .options = {text(), text(), text()},
                         .answers = options()},
            .counts = {count(), count(), count()}};
  }
  domain::ParticipantResult participant() {
    domain::ParticipantResult result{.user = {random_()},
                                     .name = text(),
                                     .rank = count(),
                                     .score = count(),
                                     .total_time = std::nullopt,
                                     .answers = {}};
    if (below(2) == 0) result.total_time = milliseconds{below(1LL << 40)};
    for (auto n = below(5); n > 0; --n)
      result.answers.push_back({.outcome = static_cast<domain::Outcome>(below(4)),
                                .selected = options(),
                                .credited = milliseconds{below(1'000'000)},
                                .credit = milliseconds{below(1'000)},
                                .score = count()});
    return result;
  }

  std::mt19937_64 random_;
};

TEST(ResultsJson, IsWhatTheSchemaSays) {
  const std::string results = results_json(played_result("Ada", "Bob"));
  EXPECT_EQ(test::results_fault(results), "");
  EXPECT_EQ(
      results,
      R"({"quizId":"CDFH2345","quizName":"Test","categories":["General"],)"
      R"("questionDurationMs":10000,)"
      R"("startTime":"2027-01-15T08:00:00.000Z","startTimeEpochMs":1800000000000,)"
      R"("finishTime":"2027-01-15T08:00:11.734Z","finishTimeEpochMs":1800000011734,)"
      R"("finishReason":"ended_by_host","questions":[)"
      R"({"question":"What is number 0?","category":"Numbers",)"
      R"("options":["zero","one","two","\"three\""],"answers":[1],)"
      R"("correctCount":1,"incorrectCount":1,"timeExpiredCount":0},)"
      R"({"question":"What is number 1?","category":"Numbers",)"
      R"("options":["zero","one","two","\"three\""],"answers":[1],)"
      R"("correctCount":0,"incorrectCount":0,"timeExpiredCount":1}],"participants":[)"
      R"({"rank":1,"name":"Bob","userId":"0000000000000002","score":95,"status":"dnf","answers":[)"
      R"({"outcome":"correct","selectedOptions":[1],"durationMs":500,"creditMs":0,"score":95}]},)"
      R"({"rank":2,"name":"Ada","userId":"0000000000000001","score":0,"status":"finished",)"
      R"("totalTimeMs":11234,"answers":[)"
      R"({"outcome":"incorrect","selectedOptions":[0],"durationMs":1234,"creditMs":0,"score":0},)"
      R"({"outcome":"timeout","selectedOptions":[],"durationMs":10000,"creditMs":0,"score":0}]}]})");
}

TEST(ResultsJson, IsReadBackExactly) {
  RandomResults results(1);
  for (int round = 0; round < 500; ++round) {
    const domain::SpeedrunResult result = results.next();
    const auto read = read_results_json(results_json(result));
    ASSERT_TRUE(read) << read.error().detail;
    ASSERT_EQ(*read, result) << results_json(result);
  }
}

TEST(ResultsJson, WritesTimesOfAnyYear) {
  domain::SpeedrunResult result;
  result.started_at = domain::from_epoch_ms(7);
  EXPECT_THAT(results_json(result), HasSubstr(R"("1970-01-01T00:00:00.007Z")"));
  result.started_at = domain::from_epoch_ms(951'868'799'999);
  EXPECT_THAT(results_json(result), HasSubstr(R"("2000-02-29T23:59:59.999Z")"));
}

TEST(ReadResultsJson, RefusesWhatIsCutOrAltered) {
  const std::string results = results_json(played_result("Ada", "Bob"));
  for (std::size_t size = 0; size < results.size(); ++size) {
    const auto read = read_results_json(std::string_view(results).substr(0, size));
    ASSERT_FALSE(read) << size;
    ASSERT_EQ(read.error().code, ErrorCode::Corrupt);
  }
  const std::vector<std::pair<std::string_view, std::string_view>> alterations{
      {R"("CDFH2345")", R"("CDFH234")"},
      {R"("CDFH2345")", "1"},
      {R"("Test")", "null"},
      {R"("finishReason")", R"("reason")"},
      {R"("ended_by_host")", R"("because")"},
      {R"(["General"])", R"("General")"},
      {"1800000000000", "-1"},
      {"1800000000000", "0.5"},
      {R"("answers":[1])", R"("answers":[10])"},
      {R"("answers":[1])", R"("answers":[1,1])"},
      {R"("correctCount":1)", R"("correctCount":4294967296)"},
      {R"("0000000000000002")", R"("2")"},
      {R"("outcome":"correct")", R"("outcome":"right")"},
      {R"("participants":[)", R"("participants":[[],)"}};
  for (const auto& [from, to] : alterations) {
    std::string altered = results;
    ASSERT_NE(altered.find(from), std::string::npos) << from;
    altered.replace(altered.find(from), from.size(), to);
    EXPECT_FALSE(read_results_json(altered)) << to;
  }
}

TEST(ResultsCsv, HasALineForEachParticipant) {
  EXPECT_EQ(results_csv(played_result("Ada", "Bob")),
            "\xEF\xBB\xBFrank,name,userId,score,status,totalTimeMs,"
            "q1_score,q1_outcome,q1_durationMs,q1_creditMs,"
            "q2_score,q2_outcome,q2_durationMs,q2_creditMs\r\n"
            "1,\"Bob\",0000000000000002,95,dnf,,95,correct,500,0,,,,\r\n"
            "2,\"Ada\",0000000000000001,0,finished,11234,0,incorrect,1234,0,0,timeout,10000,0\r\n");
}

TEST(ResultsCsv, QuotesNames) {
  EXPECT_THAT(results_csv(played_result("Ada, \"the\" first", "B;ob")),
              testing::AllOf(HasSubstr(",\"Ada, \"\"the\"\" first\","), HasSubstr(",\"B;ob\",")));
}

TEST(ResultsCsv, DisarmsFormulas) {
  for (const std::string name : {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1"}) {
    domain::SpeedrunResult result;
    result.participants.push_back({.user = {},
                                   .name = name,
                                   .rank = 1,
                                   .score = 0,
                                   .total_time = std::nullopt,
                                   .answers = {}});
    EXPECT_THAT(results_csv(result), HasSubstr("\"'" + name + "\""));
  }
}

}  // namespace
}  // namespace mcs::protocol
