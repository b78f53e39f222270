#include "domain/result.hpp"

#include "domain/test_speedrun.hpp"

namespace mcs::domain::testing {
namespace {

QuestionSet question_set() {
  QuestionSet set;
  for (int i = 0; i < 5; ++i)
    set.push_back({.text = "Question " + std::to_string(i),
                   .category = "General",
                   .options = {"a", "b", "c", "d"},
                   .answers = OptionSet::from_bits(1)});
  return set;
}

const SpeedrunId id = AccessCode::parse("CDFHJKMN").value();

TEST(Result, HoldsEveryParticipantBestFirst) {
  TestSpeedrun test;
  const SeatIndex slow = test.seat(1, "Slow");
  const SeatIndex fast = test.seat(2, "Fast");
  const SeatIndex gone = test.seat(3, "Gone");
  const SeatIndex kicked = test.seat(4, "Kicked");
  test.start({AnswerKey{3, 4, test.options({0})}, AnswerKey{1, 4, test.options({0})}}, 10s);
  test.serve_and_answer(kicked, test.options({0}));
  test.fold(ParticipantKicked{{4}, {0}});
  for (int q = 0; q < 2; ++q) {
    test.serve(slow);
    test.serve(fast);
    test.wait(4s);
    test.answer(fast, test.options({0}), 2s);
    test.answer(slow, test.options({0}), 4s);
  }
  test.serve_and_answer(gone, test.options({1}));
  test.fold(HostEnded{});

  const auto result = extract_result(id, test.run, question_set());
  ASSERT_TRUE(result);
  EXPECT_EQ(result->id, id);
  EXPECT_EQ(result->reason, FinishReason::EndedByHost);
  ASSERT_EQ(result->questions.size(), 2U);
  EXPECT_EQ(result->questions[0].question.text, "Question 3");
  EXPECT_EQ(result->questions[0].counts, (std::array<std::uint32_t, 3>{2, 1, 0}));
  ASSERT_EQ(result->participants.size(), 3U);
  EXPECT_EQ(result->participants[0].name, "Fast");
  EXPECT_EQ(result->participants[0].score, 160U);
  EXPECT_EQ(result->participants[0].total_time, 8s);
  EXPECT_EQ(result->participants[1].name, "Slow");
  EXPECT_EQ(result->participants[1].rank, 2U);
  EXPECT_EQ(result->participants[2].name, "Gone");
  EXPECT_FALSE(result->participants[2].finished());
  EXPECT_EQ(result->participants[2].answers.size(), 1U);
}

TEST(Result, ASelectionPastTheSetIsCorrupt) {
  TestSpeedrun test;
  test.seat(1);
  test.start({AnswerKey{9, 4, test.options({0})}}, 10s);
  test.fold(HostEnded{});
  EXPECT_EQ(extract_result(id, test.run, question_set()).error().code, ErrorCode::Corrupt);
}

}  // namespace
}  // namespace mcs::domain::testing
