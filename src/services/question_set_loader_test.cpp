#include "services/question_set_loader.hpp"

#include "services/embedded_fixture.hpp"
#include "services/log_fold.hpp"

namespace mcs::services::testing {
namespace {

constexpr std::string_view valid =
    R"([{"question":"Q","category":"C","options":["a","b"],"answers":[1]},
        {"question":"R","category":"D","options":["a","b"],"answers":[0]},
        {"question":"S","category":"C","options":["a","b"],"answers":[0]}])";

class QuestionSetLoaderTest : public ServiceTest {
 protected:
  QuestionSetLoaderTest() { create(id); }
  QuestionSetLoader::Outcome upload(std::string_view content) {
    return loop.run(loader.upload(id, Bytes(content), "set.json"));
  }
  QuestionSetLoader loader{log, question_sets, admissions, clock, InstanceId{9}};
};

TEST_F(QuestionSetLoaderTest, KeepsTheSetAndSaysSoInTheLog) {
  admissions.known[id] = {domain::Phase::Lobby, false};
  const auto uploaded = upload(valid);
  ASSERT_TRUE(uploaded);
  EXPECT_EQ(uploaded->question_count, 3U);
  EXPECT_EQ(uploaded->categories, (std::vector<std::string>{"C", "D"}));
  EXPECT_EQ(uploaded->content_hash.size(), 64U);
  const auto folded = run(fold_log(log, id));
  EXPECT_EQ(folded->speedrun.question_set()->content_hash, uploaded->content_hash);
  EXPECT_EQ(folded->speedrun.question_set()->question_count, 3U);
  const auto content = run(question_sets.get(id, uploaded->content_hash));
  ASSERT_TRUE(content);
  EXPECT_EQ(protocol::read_question_set(*content)->questions[0].text, "Q");
}

TEST_F(QuestionSetLoaderTest, TheHashIsOfWhatTheSetSaysNotOfHowItIsWritten) {
  admissions.known[id] = {domain::Phase::Lobby, false};
  const auto spaced = "  " + std::string(valid) + "\n";
  EXPECT_EQ(upload(valid)->content_hash, upload(spaced)->content_hash);
}

TEST_F(QuestionSetLoaderTest, KeepsASetInAnotherFormatAsANativeOne) {
  admissions.known[id] = {domain::Phase::Lobby, false};
  const auto gift = upload(
      "$CATEGORY: C\n\nQ{~a =b}\n\n$CATEGORY: D\n\nR{=a ~b}\n\n"
      "$CATEGORY: C\n\nS{=a ~b}\n\nEssay{}");
  ASSERT_TRUE(gift);
  EXPECT_EQ(gift->content_hash, upload(valid)->content_hash);
  ASSERT_EQ(gift->warnings.size(), 1U);
  EXPECT_TRUE(gift->warnings[0].skipped);
}

TEST_F(QuestionSetLoaderTest, TellsEveryProblemAndKeepsNothing) {
  admissions.known[id] = {domain::Phase::Lobby, false};
  const auto refused = upload(R"([{"question":"","options":["a"],"answers":[]}])");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().error.code, ErrorCode::InvalidQuestionSet);
  EXPECT_GE(refused.error().problems.size(), 3U);
  EXPECT_FALSE(run(fold_log(log, id))->speedrun.question_set());
}

TEST_F(QuestionSetLoaderTest, ComesTooLateOnceStarted) {
  admissions.known[id] = {domain::Phase::Running, false};
  EXPECT_EQ(upload(valid).error().error.code, ErrorCode::AlreadyStarted);
  admissions.known.clear();
  EXPECT_EQ(upload(valid).error().error.code, ErrorCode::UnknownQuiz);
}

}  // namespace
}  // namespace mcs::services::testing
