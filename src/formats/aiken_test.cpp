#include "formats/test_import.hpp"
#include "support/project_files.hpp"

namespace mcs::formats::testing {
namespace {

using ::testing::ElementsAre;

TEST(Aiken, ReadsWhatItsDocumentationShows) {
  const Import import =
      import_question_set(test::read_project_file("tests/data/import/aiken.txt"), "");
  ASSERT_TRUE(import) << in_short(import).front();
  EXPECT_EQ(import->format, Format::Aiken);
  EXPECT_THAT(
      in_short(import),
      ElementsAre(
          "[General] What is the correct answer to this question?: Is it this one? | Maybe this "
          "answer? | Possibly this one? | *Must be this one!",
          "[General] Which LMS has the most quiz import formats?: *Moodle | ATutor | Claroline | "
          "Blackboard | WebCT | Ilias",
          "[General] A. Lincoln was a president of which country,\nand when?: France | *United "
          "States",
          "[General] Which of these are even?: 1 | *2 | *4",
          "[General] Which letter comes with its text?: Alpha | *Beta",
          "[General] The last has no end of line: No | *Yes"));
  EXPECT_EQ(import->skipped, 6U);
  EXPECT_THAT(remarks_of(import),
              ElementsAre("6@34 skipped not_multiple_choice", "7@36 skipped too_few_options",
                          "8@40 skipped text_missing", "9@44 skipped no_right_answer",
                          "10@48 skipped unknown_answer", "11@53 skipped unknown_answer"));
  EXPECT_EQ(import->remarks.front().excerpt, "Our quiz of last week");
}

TEST(Aiken, MayHaveOldLineEnds) {
  for (const std::string_view end : {"\r\n", "\r"}) {
    std::string text;
    for (const std::string_view line : {"Q?", "A. x", "B. y", "ANSWER: B"}) (text += line) += end;
    EXPECT_THAT(in_short(import_question_set(text, "quiz.txt")),
                ElementsAre("[General] Q?: x | *y"));
  }
}

TEST(Aiken, ComesThroughWhateverIsInIt) {
  expect_robust(test::read_project_file("tests/data/import/aiken.txt"), "a.aiken");
  std::string options = "Q?\n";
  for (int i = 0; i < 100'000; ++i) options += "A. x\n";
  EXPECT_FALSE(import_question_set(options + "ANSWER: A\n", ""));
}

}  // namespace
}  // namespace mcs::formats::testing
