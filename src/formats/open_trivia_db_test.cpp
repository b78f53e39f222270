#include "formats/test_import.hpp"
#include "support/project_files.hpp"

namespace mcs::formats::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string answer_in(std::string_view encoding) {
  return test::read_project_file(fmt::format("tests/data/import/open-trivia-db{}.json", encoding));
}

TEST(OpenTriviaDb, ReadsEveryEncodingAlike) {
  const Import first = import_question_set(answer_in(""), "");
  ASSERT_TRUE(first) << in_short(first).front();
  EXPECT_EQ(first->format, Format::OpenTriviaDb);
  for (const std::string_view encoding : {"-url3986", "-url-legacy", "-base64"})
    EXPECT_EQ(in_short(import_question_set(answer_in(encoding), "")), in_short(first)) << encoding;
  EXPECT_THAT(
      in_short(first),
      ElementsAre("[Science: Computers] What does the \"HT\" in “HTML” stand for?: *Hypertext | "
                  "High Tech | Home & Text | Höchster Text",
                  "[Entertainment: Music] Beyoncé doesn't sing at 100% volume + C++.: True | "
                  "*False",
                  "[Science: Mathematics] Is π > 3 & ≤ 22/7?: No | Only < 3 | \"Maybe\" | *Yes, π "
                  "≈ 3.14159"));
}

TEST(OpenTriviaDb, PutsTheRightOptionAnywhere) {
  std::string results;
  for (int i = 0; i < 200; ++i)
    results += fmt::format(
        R"({}{{"question":"Q {}","correct_answer":"r","incorrect_answers":["a","b","c"]}})",
        i == 0 ? "" : ",", i);
  const Import import = import_question_set("[" + results + "]", "");
  ASSERT_TRUE(import);
  std::array<int, 4> places{};
  for (const domain::Question& question : import->questions)
    for (std::size_t i = 0; i < 4; ++i) places.at(i) += question.answers.contains(i) ? 1 : 0;
  for (const int count : places) EXPECT_GT(count, 25);
}

TEST(OpenTriviaDb, SkipsWhatLacksSomething) {
  const Import import = import_question_set(
      R"({"response_code":0,"results":[7, {"question":"Q"},
          {"question":"Q","correct_answer":"a","incorrect_answers":["b",3]},
          {"question":"Q","correct_answer":"a","incorrect_answers":["a"]},
          {"question":"Q","correct_answer":"a","incorrect_answers":["b"]}]})",
      "");
  EXPECT_THAT(in_short(import), ElementsAre(HasSubstr("*a")));
  EXPECT_THAT(remarks_of(import),
              ElementsAre("1@0 skipped malformed", "2@0 skipped malformed", "3@0 skipped malformed",
                          "4@0 skipped option_repeated"));
}

TEST(OpenTriviaDb, RefusesAnAnswerWithoutQuestions) {
  EXPECT_THAT(in_short(import_question_set(R"({"response_code":5,"results":[]})", "")),
              ElementsAre(HasSubstr("(its response code is 5)")));
  EXPECT_THAT(in_short(import_question_set(R"({"results":{}, "response_code":"x"})", "")),
              ElementsAre(HasSubstr("without questions")));
}

TEST(OpenTriviaDb, ComesThroughWhateverIsInIt) {
  for (const std::string_view encoding : {"", "-url3986", "-base64"})
    expect_robust(answer_in(encoding), "a.json");
}

}  // namespace
}  // namespace mcs::formats::testing
