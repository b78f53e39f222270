#include "formats/import.hpp"

#include "formats/test_import.hpp"
#include "support/project_files.hpp"

namespace mcs::formats::testing {
namespace {

using ::testing::ContainsRegex;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr std::string_view native = R"([{"question":"Q","options":["a","b"],"answers":[0],"x":1}])";
constexpr std::string_view gift = "Q{=a ~b}";
constexpr std::string_view aiken = "Q\nA. a\nB. b\nANSWER: A\n";
constexpr std::string_view table = "question,option 1,option 2,answer\nQ,a,b,1\n";
constexpr std::string_view moodle =
    "<quiz><question type='multichoice'><questiontext><text>Q</text></questiontext>"
    "<answer fraction='100'><text>a</text></answer><answer><text>b</text></answer>"
    "</question></quiz>";

std::string format_of(std::string_view content, std::string_view file_name = "") {
  const Import import = import_question_set(content, file_name);
  return import ? std::string(name_of(import->format)) : in_short(import).front();
}

TEST(Import, TellsFormatsByTheirContent) {
  for (const std::string_view misleading : {"", "quiz.csv", "quiz.xml", "quiz.gift", "quiz.json"}) {
    EXPECT_EQ(format_of(native, misleading), "native");
    EXPECT_EQ(format_of(gift, misleading), "gift");
    EXPECT_EQ(format_of(aiken, misleading), "aiken");
    EXPECT_EQ(format_of(table, misleading), "csv");
    EXPECT_EQ(format_of(moodle, misleading), "moodle_xml");
    for (const std::string_view content : {native, gift, aiken, table, moodle})
      EXPECT_THAT(in_short(import_question_set(content, misleading)),
                  ElementsAre("[General] Q: *a | b"));
  }
}

TEST(Import, SkipsAByteOrderMarkAndSpaceBefore) {
  for (const std::string_view content : {native, gift, aiken, table, moodle}) {
    const std::string marked = "\xEF\xBB\xBF" + std::string(content);
    EXPECT_EQ(format_of(marked), format_of(content));
    EXPECT_EQ(format_of("\n  \n" + std::string(content)), format_of(content));
  }
}

TEST(Import, TellsGiftFromJson) {
  EXPECT_EQ(format_of("[html]<b>Q</b>{=a ~b}"), "gift");
  EXPECT_THAT(format_of("[1"), HasSubstr("is not JSON"));
  EXPECT_THAT(format_of("{\"a\": "), HasSubstr("is not JSON"));
}

TEST(Import, TakesTheNativeFormatAsBefore) {
  const Import import = import_question_set(native, "");
  ASSERT_TRUE(import);
  ASSERT_EQ(import->remarks.size(), 1U);
  EXPECT_EQ(import->remarks[0].field, "x");
  EXPECT_FALSE(import->remarks[0].skipped);
  const std::string_view invalid = R"([{"question":"Q","options":["a"],"answers":[0]}])";
  const Import refused = import_question_set(invalid, "");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error(), protocol::read_question_set(invalid).error());
}

TEST(Import, LetsTheFileNameDecideWhereTheContentDoesNot) {
  EXPECT_THAT(format_of("hello", "hello.TSV"), HasSubstr("without a header row"));
  EXPECT_THAT(format_of("hello", "hello.gift"), HasSubstr("no multiple-choice question"));
  EXPECT_THAT(format_of("hello", "hello.txt"), HasSubstr("in none of the formats"));
}

TEST(Import, RefusesWhatIsNoText) {
  EXPECT_THAT(format_of(""), HasSubstr("is empty"));
  EXPECT_THAT(format_of(" \n\t \u3000"), HasSubstr("is empty"));
  EXPECT_THAT(format_of({"PK\3\4\0\0", 6}, "quiz.xlsx"), HasSubstr("is no text file"));
  EXPECT_THAT(format_of(std::string(protocol::max_question_set_bytes + 1, ' ')),
              HasSubstr("must have at most"));
}

TEST(Import, TellsWhatWasWrongIfNothingIsLeft) {
  EXPECT_THAT(in_short(import_question_set("Q{=a}\n\nR{}", "")),
              ElementsAre("refused 0: has no multiple-choice question that can be used",
                          "refused 1: asks for words (line 1)", "refused 2: is an essay (line 3)"));
}

TEST(Import, HoldsEveryFormatToTheRulesOfTheGame) {
  const auto long_text = [](std::size_t size) { return std::string(size, 'x'); };
  std::string content = "Fine{=a ~b}\n\n";
  content += long_text(1'000) + "{=a ~b}\n\n";
  content += long_text(1'001) + "{=a ~b}\n\n";
  content += "Q{=" + long_text(501) + " ~b}\n\n";
  content += "Q{=a ~b ~a}\n\n";
  content += "Q{=a ~}\n\n";
  content += "Q{=1 ~2 ~3 ~4 ~5 ~6 ~7 ~8 ~9 ~10 ~11}\n\n";
  content += "{=a ~b}\n\n";
  content += "$CATEGORY: " + long_text(300) + "\n\nLast{=a ~b}\n";
  const Import import = import_question_set(content, "");
  ASSERT_TRUE(import);
  EXPECT_EQ(import->questions.size(), 3U);
  EXPECT_EQ(import->questions.back().category, long_text(200));
  EXPECT_THAT(remarks_of(import),
              ElementsAre("9@19 category_too_long", "3@5 skipped text_too_long",
                          "4@7 skipped option_too_long", "5@9 skipped option_repeated",
                          "6@11 skipped option_blank", "7@13 skipped too_many_options",
                          "8@15 skipped text_missing"));
}

TEST(Import, NamesAHundredOfManySkippedQuestionsAndCountsAll) {
  std::string content = "Q{=a ~b}\n\n";
  for (int i = 0; i < 300; ++i) content += "Essay{}\n\n";
  const Import import = import_question_set(content, "");
  ASSERT_TRUE(import);
  EXPECT_EQ(import->skipped, 300U);
  EXPECT_EQ(import->remarks.size(), 100U);
}

TEST(Import, ShortensExcerptsBetweenCharacters) {
  std::string text;
  for (int i = 0; i < 90; ++i) text += "ü";
  const Import import = import_question_set("Q{=a ~b}\n\n" + text + "{}", "");
  ASSERT_TRUE(import);
  EXPECT_EQ(import->remarks[0].excerpt, text.substr(0, 160) + "…");
}

TEST(Import, HasItsNamesInTheContract) {
  const std::string contract = test::read_project_file("docs/protocol/openapi.yaml");
  for (int code = 0; code < static_cast<int>(RemarkCode::Native); ++code) {
    const std::string_view name = name_of(static_cast<RemarkCode>(code));
    EXPECT_THAT(contract, HasSubstr(fmt::format("            - {}\n", name)));
  }
  for (int format = 0; format <= static_cast<int>(Format::MoodleXml); ++format)
    EXPECT_THAT(contract, ContainsRegex(fmt::format("enum: \\[.*{}[],]",
                                                    name_of(static_cast<Format>(format)))));
}

}  // namespace
}  // namespace mcs::formats::testing
