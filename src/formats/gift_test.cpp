#include "formats/test_import.hpp"
#include "support/project_files.hpp"

namespace mcs::formats::testing {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;

// The only question of a file.
std::string read_one(std::string_view gift) {
  const Import import = import_question_set(gift, "quiz.gift");
  if (import && import->skipped > 0) return import->remarks.back().message;
  return in_short(import).back();
}

TEST(Gift, ReadsWhatItsDocumentationShows) {
  const Import import =
      import_question_set(test::read_project_file("tests/data/import/gift.txt"), "");
  ASSERT_TRUE(import) << in_short(import).front();
  EXPECT_EQ(import->format, Format::Gift);
  EXPECT_THAT(
      in_short(import),
      ElementsAre(
          "[Geography] Which river flows through Vienna?: Rhine | Elbe | *Danube",
          "[Geography] Cape Town is in _____.: Namibia | *South Africa | Kenya",
          "[Geography] The International Date Line runs through the _____ Ocean.: Atlantic | "
          "*Pacific | Indian",
          "[Geography] Which of these mountains is the highest?: K2 | *Mount Everest | "
          "Kangchenjunga | Lhotse",
          "[Geography] Iceland has volcanoes.: *True | False",
          "[Geography] The Nile flows into the Red Sea.: True | *False",
          "[Science / Computing] Which of these is a sorting algorithm?: Dijkstra | *Quicksort | "
          "Binary search",
          "[Science / Computing] Which two of these are even?: 3 | *4 | *8 | 9",
          "[Science / Computing] Which of these is 5?: = 2 + 2 | *= 2 + 3 | = 2 + 4",
          "[Science / Computing] What is {1, 2} ~ #\\ called?\nChoose.: *a set : {} | a \\ "
          "backslash",
          "[Science / Computing] What does **git** *clone* do?: *Copies a <repository> | Moves a "
          "<repository> | Deletes it",
          "[Science / Computing] What is 2¹⁰ × H₂O?: *1024 H2O | 20 H2O"));
  EXPECT_THAT(remarks_of(import),
              ElementsAre("13@52 partial_credit", "7@31 skipped not_multiple_choice",
                          "8@33 skipped not_multiple_choice", "9@39 skipped not_multiple_choice",
                          "10@41 skipped not_multiple_choice", "11@45 skipped not_multiple_choice",
                          "12@47 skipped not_multiple_choice", "19@79 skipped malformed",
                          "20@81 skipped malformed", "21@83 skipped malformed",
                          "22@86 skipped no_right_answer", "23@88 skipped too_few_options"));
}

TEST(Gift, TakesWeightsAsRightAndWrong) {
  EXPECT_EQ(read_one("Q{~%33.33333%a ~%33.33333%b ~%33.33333%c ~%-100%d}"),
            "[General] Q: *a | *b | *c | d");
  EXPECT_EQ(read_one("Q{=%100%a ~%0%b}"), "[General] Q: *a | b");
  EXPECT_EQ(read_one("Q{=50% ~%off%}"), "[General] Q: *50% | %off%");
  EXPECT_THAT(remarks_of(import_question_set("Q{~%75%a ~%25%b ~c}", "")),
              ElementsAre("1@1 partial_credit"));
}

TEST(Gift, EscapesOnlyWhatCanBeEscaped) {
  EXPECT_EQ(read_one(R"(C:\dir \\ \:x\n\=y{=\{\} ~\#\~})"),
            "[General] C:\\dir \\ :x\n=y: *{} | #~");
  EXPECT_EQ(read_one("Q{=a ~b}\\"), "[General] Q _____ \\: *a | b");
}

TEST(Gift, KeepsTheLinesOfCodeAndOfPlainText) {
  EXPECT_EQ(read_one("::Q1::[html]<p>What would  this\nprint?</p>\n<pre>\n    void test() \\{\n"
                     "        run();\n    \\}\n</pre>\n{=a ~b}"),
            "[General] What would this print?\n    void test() {\n        run();\n    }: *a | b");
  EXPECT_EQ(read_one("[markdown]Which  \n- item\n    - nested\n{=a ~b}"),
            "[General] Which  \n- item\n    - nested: *a | b");
  EXPECT_EQ(read_one("Words that an editor\n    wrapped{\n    =a\n      b\n    ~c}"),
            "[General] Words that an editor wrapped: *a b | c");
}

TEST(Gift, KnowsACategoryRightAboveItsQuestion) {
  EXPECT_EQ(read_one("$CATEGORY: tom//dick/harry\nQ{=a ~b}"), "[tom/dick / harry] Q: *a | b");
}

TEST(Gift, TellsWhatIsNoMultipleChoice) {
  const std::string first = "Q{=a ~b}\n\n";
  EXPECT_EQ(read_one(first + "Say!{=a =b}"), "asks for words");
  EXPECT_EQ(read_one(first + "Say!{word}"), "asks for words");
  EXPECT_EQ(read_one(first + "Match!{=a->b}"), "is about matching pairs");
  EXPECT_EQ(read_one(first + "Count!{#3:2~#}"), "asks for a number");
  EXPECT_EQ(read_one(first + "Write!{}"), "is an essay");
  EXPECT_EQ(read_one(first + "Write!{####feedback}"), "is an essay");
  EXPECT_EQ(read_one(first + "Just read."), "is a description: it has no {answers}");
}

TEST(Gift, ComesThroughWhateverIsInIt) {
  expect_robust(test::read_project_file("tests/data/import/gift.txt"), "a.gift");
  EXPECT_THAT(in_short(import_question_set("Q{" + std::string(500'000, '~') + "}", "")),
              Contains("refused 1: has more than 10 options (line 1)"));
  EXPECT_FALSE(import_question_set(std::string(1'000'000, '{'), "a.gift"));
  EXPECT_FALSE(import_question_set(std::string(1'000'000, '\\') + "{=a ~b}", "a.gift"));
}

}  // namespace
}  // namespace mcs::formats::testing
