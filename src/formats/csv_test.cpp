#include "formats/test_import.hpp"
#include "support/project_files.hpp"

namespace mcs::formats::testing {
namespace {

using ::testing::AnyOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

Import import_file(std::string_view name) {
  return import_question_set(test::read_project_file(fmt::format("tests/data/import/{}", name)),
                             name);
}

std::string read_one(std::string_view header, std::string_view row) {
  return in_short(import_question_set(fmt::format("{}\n{}\n", header, row), "")).back();
}

TEST(Csv, ReadsItsOwnColumns) {
  const Import import = import_file("own.csv");
  ASSERT_TRUE(import) << in_short(import).front();
  EXPECT_EQ(import->format, Format::Csv);
  EXPECT_THAT(in_short(import),
              ElementsAre("[Numbers] What is 1 + 2?: 2 | *3 | 4 | 5",
                          "[Numbers] Which are odd, and why?: *1 | 2 | *3 | 4",
                          "[Words] The \"quick\" brown\nfox jumps over the lazy …: cat | *dog",
                          "[Words] Which letter?: alpha | beta | *gamma"));
  EXPECT_THAT(remarks_of(import),
              ElementsAre("1@2 ambiguous_answer", "5@7 skipped unknown_answer"));
}

TEST(Csv, ReadsKahootsTemplateAsOldSpreadsheetsSaveIt) {
  const Import import = import_file("kahoot.csv");
  EXPECT_THAT(
      in_short(import),
      ElementsAre("[General] Welcher Fluss fließt durch Köln?: *Rhein | Elbe | Main | Spree",
                  "[General] Welche sind „gerade“ Zahlen?: 3 | *4 | *6 | 9",
                  "[General] Ist 2 größer als 1?: *Ja | Nein"));
  EXPECT_THAT(remarks_of(import), ElementsAre("0@0 encoding_guessed", "4@7 skipped unknown_answer",
                                              "5@8 skipped no_right_answer"));
}

TEST(Csv, ReadsQuizizzsTemplateAsPasted) {
  const Import import = import_file("quizizz.tsv");
  EXPECT_THAT(in_short(import),
              ElementsAre("[General] Which gas do plants take in?: Oxygen | *Carbon dioxide | "
                          "Nitrogen",
                          "[General] Which are mammals?: *Whale | Shark | *Bat | Crow"));
  EXPECT_THAT(remarks_of(import),
              ElementsAre("0@0 column_ignored", "3@4 skipped not_multiple_choice",
                          "4@6 skipped not_multiple_choice", "5@7 skipped not_multiple_choice"));
  EXPECT_EQ(import->remarks.front().field, "House");
}

TEST(Csv, KnowsTheHeadersOfManyLanguages) {
  EXPECT_EQ(read_one("Frage;Antwort A;Antwort B;Richtige Antwort;Kategorie", "Q;x;y;B;K"),
            "[K] Q: x | *y");
  EXPECT_EQ(read_one("Pregunta\tOpción 1\tOpción 2\tRespuesta correcta", "Q\tx\ty\t1"),
            "[General] Q: *x | y");
  EXPECT_EQ(read_one("sep=|\nQuestion|Réponse 1|Réponse 2|Bonne réponse|Thème", "Q|x|y|2|T"),
            "[T] Q: x | *y");
  EXPECT_EQ(read_one("問題,選択肢1,選択肢2,正解,カテゴリ", "Q,x,y,x,C"), "[C] Q: *x | y");
  EXPECT_EQ(read_one("Question_Text,A,B,C,Correct Answer(s)", "Q,x,y,z,\"A, C\""),
            "[General] Q: *x | y | *z");
}

TEST(Csv, ReadsRightAndWrongAnswersKeptApart) {
  EXPECT_THAT(read_one("Question,Correct Answer,Incorrect Answer 1,Incorrect Answer 2", "Q,r,w,"),
              AnyOf("[General] Q: w | *r", "[General] Q: *r | w"));
}

TEST(Csv, ReadsTrueAndFalse) {
  EXPECT_EQ(read_one("question,type,option 1,option 2,answer", "Q,True/False,,,FALSE"),
            "[General] Q: True | *False");
}

TEST(Csv, AnswersAreTextsWhereTheFileHasThemSo) {
  const std::string header = "question,option 1,option 2,option 3,answer\n";
  const Import import = import_question_set(header + "A,3,1,2,1\nB,2,3,1,3\nC,7,8,9,9\n", "");
  EXPECT_THAT(in_short(import), ElementsAre("[General] A: 3 | *1 | 2", "[General] B: 2 | *3 | 1",
                                            "[General] C: 7 | 8 | *9"));
  EXPECT_THAT(remarks_of(import), ElementsAre());
}

TEST(Csv, SkipsARowWithAQuoteThatNeverEnds) {
  const Import import =
      import_question_set("question,option 1,option 2,answer\nA,x,y,1\n\"B,x,y,1\nC,x,y,1\n", "");
  EXPECT_THAT(in_short(import), ElementsAre("[General] A: *x | y"));
  EXPECT_THAT(remarks_of(import), ElementsAre("2@3 skipped malformed"));
}

TEST(Csv, IsRefusedWithoutAHeader) {
  EXPECT_THAT(in_short(import_question_set("Q,x,y,1\nR,x,y,2\n", "quiz.csv")),
              ElementsAre(HasSubstr("without a header row")));
}

TEST(Csv, ComesThroughWhateverIsInIt) {
  for (const std::string_view name : {"own.csv", "kahoot.csv", "quizizz.tsv"})
    expect_robust(test::read_project_file(fmt::format("tests/data/import/{}", name)), name);
  const std::string header = "question,option 1,option 2,answer\n";
  EXPECT_FALSE(import_question_set(header + std::string(1'000'000, ','), ""));
  EXPECT_FALSE(import_question_set(header + std::string(1'000'000, '"'), ""));
  std::string rows = header;
  for (int i = 0; i < 100'000; ++i) rows += ",,,1\n";
  EXPECT_FALSE(import_question_set(rows, ""));
  rows = header;
  for (int i = 0; i < 20'000; ++i) rows += "Q,x,y,1\n";
  const Import many = import_question_set(rows, "");
  ASSERT_TRUE(many);
  EXPECT_EQ(many->questions.size(), 5'000U);
  EXPECT_EQ(many->skipped, 15'000U);
  EXPECT_THAT(remarks_of(many), Contains("5001@5002 skipped too_many_questions"));
}

}  // namespace
}  // namespace mcs::formats::testing
