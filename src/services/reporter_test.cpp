#include "services/reporter.hpp"

#include "protocol/question_set_json.hpp"
#include "services/embedded_fixture.hpp"

namespace mcs::services::testing {
namespace {

class ReporterTest : public ServiceTest {
 protected:
  void play() {
    create(id);
    domain::Question question{.text = "Q",
                              .category = "C",
                              .options = {"a", "b"},
                              .answers = domain::OptionSet::from_bits(1)};
    const Bytes content = protocol::write_question_set({question});
    ASSERT_TRUE(run(question_sets.put(id, "cafe", content)));
    append(id, {domain::QuestionSetUploaded{"cafe", 1}, domain::SeatTaken{{5}, {5}, "Ada"},
                domain::SpeedrunStarted{{1},
                                        "Quiz",
                                        {"C"},
                                        10s,
                                        "cafe",
                                        {domain::AnswerKey{0, 2, domain::OptionSet::from_bits(1)}}},
                domain::QuestionServed{{0}, {0}, {5}}});
  }
  void finish() {
    append(id,
           {domain::AnswerSubmitted{{0}, {0}, {5}, domain::OptionSet::from_bits(1), 1s, 1s, 0ms}});
  }

  Reporter reporter{{log, question_sets, completions, results, clock, journal, observer},
                    {.keep_log = 1h}};
};

TEST_F(ReporterTest, KeepsTheResultAndRetiresTheLog) {
  play();
  finish();
  ASSERT_TRUE(run(reporter.report(id)));
  const auto result = run(results.get(id));
  ASSERT_TRUE(result);
  EXPECT_EQ(result->participants.at(0).score, 90U);
  EXPECT_TRUE(run(log.unfinished(0ms, 10))->empty());
  clock.advance(1h);
  EXPECT_EQ(run(log.read(id, {0}, 0ms)).error().code, ErrorCode::UnknownQuiz);
}

TEST_F(ReporterTest, DoesItsWorkTwiceWithoutHarm) {
  play();
  finish();
  ASSERT_TRUE(run(reporter.report(id)));
  const auto first = run(results.get(id));
  ASSERT_TRUE(run(reporter.report(id)));
  EXPECT_EQ(run(results.get(id)), first);
}

TEST_F(ReporterTest, GoesOnWhereAnotherStopped) {
  play();
  finish();
  ASSERT_TRUE(run(reporter.report(id)));
  // Only the retiring was left to do: the log and the questions are not needed for it.
  ASSERT_TRUE(run(question_sets.remove(id)));
  EXPECT_TRUE(run(reporter.report(id)));
  clock.advance(2h);
  EXPECT_TRUE(run(reporter.report(id))) << "the log has expired meanwhile";
}

TEST_F(ReporterTest, RefusesWhatHasNotFinishedOrCannotBeRead) {
  EXPECT_FALSE(run(reporter.report(id)));
  play();
  EXPECT_EQ(run(reporter.report(id)).error().code, ErrorCode::Corrupt);
  finish();
  ASSERT_TRUE(run(question_sets.remove(id)));
  EXPECT_EQ(run(reporter.report(id)).error().code, ErrorCode::NotFound);
}

}  // namespace
}  // namespace mcs::services::testing
