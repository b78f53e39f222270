#include "formats/test_import.hpp"
#include "support/project_files.hpp"

namespace mcs::formats::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string quiz(std::string_view questions) {
  return "<?xml version=\"1.0\"?>\n<quiz>" + std::string(questions) + "</quiz>";
}

std::string question(std::string_view text) {
  return "<question type='multichoice'><questiontext format='html'><text>" + std::string(text) +
         "</text></questiontext><answer fraction='100'><text>a</text></answer>"
         "<answer fraction='0'><text>b</text></answer></question>";
}

TEST(MoodleXml, ReadsAnExport) {
  const Import import =
      import_question_set(test::read_project_file("tests/data/import/moodle.xml"), "");
  ASSERT_TRUE(import) << in_short(import).front();
  EXPECT_EQ(import->format, Format::MoodleXml);
  constexpr std::string_view planets = "[Default for Astronomy / Planets & moons] ";
  EXPECT_THAT(
      in_short(import),
      ElementsAre(fmt::format("{}Which planet is the largest one?: Saturn | *Jupiter | Uranus & "
                              "Neptune <together>",
                              planets),
                  fmt::format("{}Which of these have rings?: *Saturn | *Uranus | *Neptune | Venus",
                              planets),
                  fmt::format("{}Which body did New Horizons fly by?\nHalf the points for its "
                              "moon.: Charon | *Pluto | Ceres",
                              planets),
                  "[Default for Astronomy / Moons/satellites] The Moon always turns the same side "
                  "to the Earth.: *True | False"));
  EXPECT_THAT(
      remarks_of(import),
      ElementsAre("2@54 media_left_out", "3@77 partial_credit", "5@116 skipped not_multiple_choice",
                  "6@120 skipped not_multiple_choice", "7@124 skipped not_multiple_choice",
                  "8@128 skipped not_multiple_choice", "9@132 skipped not_multiple_choice",
                  "10@135 skipped not_multiple_choice", "11@138 skipped text_missing"));
}

TEST(MoodleXml, KnowsThePicturesOfOldExports) {
  const std::string old = "<image>logo.png</image><image_base64>\niVBO\n</image_base64>";
  std::string with_picture = question("Whose is it?");
  with_picture.insert(with_picture.find("<answer"), old);
  EXPECT_THAT(remarks_of(import_question_set(quiz(with_picture), "")),
              ElementsAre("1@2 media_left_out"));
  with_picture.replace(with_picture.find("logo.png"), 8, "");
  EXPECT_THAT(remarks_of(import_question_set(quiz(with_picture), "")), ElementsAre());
}

TEST(MoodleXml, TakesAnOptionThatIsAPicture) {
  std::string flags = question("Whose flag has a cross?");
  const auto put = [&flags](std::string_view option, std::string_view picture) {
    flags.replace(flags.find(option), option.size(), picture);
  };
  put("<text>a", "<text><![CDATA[<p><img src=\"@@PLUGINFILE@@/dk.png\" alt=\"Denmark\" /></p>]]>");
  EXPECT_THAT(in_short(import_question_set(quiz(flags), "")),
              ElementsAre("[General] Whose flag has a cross?: *Denmark | b"));
  EXPECT_THAT(remarks_of(import_question_set(quiz(flags), "")), ElementsAre("1@2 media_left_out"));
}

TEST(MoodleXml, ExpandsNoEntitiesOfItsOwn) {
  std::string bomb = "<?xml version='1.0'?><!DOCTYPE quiz [<!ENTITY a 'ha'>";
  for (char c = 'b'; c < 'k'; ++c) {
    bomb += fmt::format("<!ENTITY {} '", c);
    for (int i = 0; i < 10; ++i) bomb += fmt::format("&{};", static_cast<char>(c - 1));
    bomb += "'>";
  }
  bomb += "<!ENTITY file SYSTEM 'file:///etc/passwd'>]><quiz>";
  EXPECT_THAT(in_short(import_question_set(bomb + question("&j;&file;") + "</quiz>", "")),
              ElementsAre("[General] &j;&file;: *a | b"));
}

TEST(MoodleXml, RefusesWhatIsNoQuiz) {
  EXPECT_THAT(in_short(import_question_set("<quiz><question>", "")).front(),
              HasSubstr("is not XML: "));
  EXPECT_THAT(in_short(import_question_set("<html><body>Quiz</body></html>", "")),
              ElementsAre("refused 0: is XML, but no quiz exported by Moodle"));
  EXPECT_THAT(in_short(import_question_set(quiz(""), "")),
              ElementsAre("refused 0: has no multiple-choice question that can be used"));
}

TEST(MoodleXml, SkipsWhatIsNoText) {
  const Import import =
      import_question_set(quiz(question("Fine") + question("half a pair &#xD800;")), "");
  EXPECT_THAT(in_short(import), ElementsAre("[General] Fine: *a | b"));
  EXPECT_THAT(remarks_of(import), ElementsAre("2@2 skipped malformed"));
  const Import type =
      import_question_set(quiz(question("Fine") + "<question type='&#xD800;'></question>"), "");
  ASSERT_TRUE(type);
  EXPECT_EQ(type->remarks.at(0).message, "is of the type \"\"");
}

TEST(MoodleXml, ComesThroughWhateverIsInIt) {
  expect_robust(test::read_project_file("tests/data/import/moodle.xml"), "a.xml");
  std::string deep = "<quiz>";
  for (int i = 0; i < 150'000; ++i) deep += "<a>";
  EXPECT_FALSE(import_question_set(deep, ""));
  for (int i = 0; i < 150'000; ++i) deep += "</a>";
  EXPECT_THAT(in_short(import_question_set(deep + question("Deep") + "</quiz>", "")),
              ElementsAre("[General] Deep: *a | b"));
}

}  // namespace
}  // namespace mcs::formats::testing
