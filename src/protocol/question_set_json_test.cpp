#include "protocol/question_set_json.hpp"

#include <gmock/gmock.h>

#include "protocol/test_quiz.hpp"
#include "support/project_files.hpp"

namespace mcs::protocol {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr std::string_view good = R"({"question":"Q","options":["a","b"],"answers":[0]})";

std::vector<QuestionSetProblem> problems_of(std::string_view json) {
  const auto set = read_question_set(json);
  EXPECT_FALSE(set) << json.substr(0, 200);
  return set ? std::vector<QuestionSetProblem>{} : set.error();
}

// The problems of a set's second question, its members given; each as "field message".
std::vector<std::string> told_of(std::string_view question) {
  std::vector<std::string> told;
  const std::string json = "[" + std::string(good) + "," + std::string(question) + "]";
  for (const QuestionSetProblem& problem : problems_of(json)) {
    EXPECT_EQ(problem.question, 2);
    told.push_back(problem.field + " " + problem.message);
  }
  return told;
}

std::string question(std::string_view text, std::string_view options, std::string_view answers) {
  return R"({"question":)" + std::string(text) + R"(,"options":)" + std::string(options) +
         R"(,"answers":)" + std::string(answers) + "}";
}

std::string repeated(std::string_view item, std::size_t count) {
  std::string json = "[";
  for (std::size_t i = 0; i < count; ++i) (json += i == 0 ? "" : ",") += item;
  return json + "]";
}

std::string characters(std::size_t count) {
  std::string text = "\"";
  for (std::size_t i = 0; i < count; ++i) text += "ß";
  return text + "\"";
}

TEST(ReadQuestionSet, ReadsWhatIsThere) {
  const auto set = read_question_set(
      "\xEF\xBB\xBF"
      R"( [{"question":"Which?","category":"C","options":["a","\u00fc","c"],"answers":[2,0]},)"
      R"({"question":"Q","options":["a","b"],"answers":[1.0]}] )");
  ASSERT_TRUE(set) << set.error().front().message;
  EXPECT_THAT(set->warnings, IsEmpty());
  const domain::QuestionSet expected{
      {.text = "Which?",
       .category = "C",
       .options = {"a", "ü", "c"},
       .answers = option_set({0, 2})},
      {.text = "Q", .category = "General", .options = {"a", "b"}, .answers = option_set({1})}};
  EXPECT_EQ(set->questions, expected);
}

TEST(ReadQuestionSet, ReadsWhatWriteQuestionSetWrote) {
  domain::QuestionSet questions = sample_questions(20);
  questions[3].text = std::string("Tab\t, NUL\0, quote\" and ünïcödé 🎉", 40);
  const Bytes written = write_question_set(questions);
  const auto read = read_question_set(written);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->questions, questions);
  EXPECT_EQ(write_question_set(read->questions), written);
}

TEST(ReadQuestionSet, ReadsRealSets) {
  const std::vector<std::pair<std::string, std::size_t>> sets{{"for-kids", 759},
                                                              {"geography", 840},
                                                              {"science-technology", 2'483},
                                                              {"video-games", 596},
                                                              {"movies", 4'311}};
  for (const auto& [name, count] : sets) {
    const auto set =
        read_question_set(test::read_project_file("tests/data/question-sets/" + name + ".json"));
    ASSERT_TRUE(set) << name << ": " << set.error().front().message;
    EXPECT_THAT(set->questions, SizeIs(count)) << name;
    EXPECT_THAT(set->warnings, IsEmpty()) << name;
    EXPECT_EQ(set->questions.front().category, name);
  }
}

TEST(ReadQuestionSet, AcceptsTheBounds) {
  EXPECT_TRUE(read_question_set(
      "[" + question(characters(1'000), "[" + characters(500) + ",\"b\"]", "[0,1]") + "]"));
  EXPECT_TRUE(read_question_set(
      "[" +
      question("\"Q\"", R"(["0","1","2","3","4","5","6","7","8","9"])", "[9,8,7,6,5,4,3,2,1,0]") +
      "]"));
  EXPECT_TRUE(read_question_set(repeated(good, 5'000)));
}

TEST(ReadQuestionSet, RefusesTextsThatAreNoneOrTooLongOrBlank) {
  EXPECT_THAT(told_of(R"({"options":["a","b"],"answers":[0]})"),
              ElementsAre("question is missing"));
  EXPECT_THAT(told_of(question("7", "[\"a\",\"b\"]", "[0]")),
              ElementsAre("question must be a text"));
  EXPECT_THAT(told_of(question(characters(1'001), "[\"a\",\"b\"]", "[0]")),
              ElementsAre("question has 1001 characters; at most 1000 are allowed"));
  for (const std::string_view blank : {"\"\"", "\" \"", R"("\t\r\n")", "\"\u00A0\u3000\u2003\""})
    EXPECT_THAT(told_of(question(blank, "[\"a\",\"b\"]", "[0]")),
                ElementsAre("question is blank; 1 to 1000 characters are needed"));
}

TEST(ReadQuestionSet, RefusesWrongOptions) {
  const auto told = [](std::string_view options) {
    return told_of(question("\"Q\"", options, "[0]"));
  };
  EXPECT_THAT(told_of(R"({"question":"Q","answers":[0]})"), ElementsAre("options is missing"));
  EXPECT_THAT(told("\"a\""), ElementsAre("options must be an array"));
  EXPECT_THAT(told("[]"), ElementsAre("options must have 2 to 10 items, not 0"));
  EXPECT_THAT(told("[\"a\"]"), ElementsAre("options must have 2 to 10 items, not 1"));
  EXPECT_THAT(told(repeated("\"a\"", 11)), ElementsAre("options must have 2 to 10 items, not 11"));
  EXPECT_THAT(told("[\"a\",2,\" \",\"a\"," + characters(501) + "]"),
              ElementsAre("options[1] must be a text",
                          "options[2] is blank; 1 to 500 characters are needed",
                          "options[3] repeats options[0]; options must be distinct",
                          "options[4] has 501 characters; at most 500 are allowed"));
}

TEST(ReadQuestionSet, RefusesWrongAnswers) {
  const auto told = [](std::string_view answers) {
    return told_of(question("\"Q\"", R"(["a","b","c"])", answers));
  };
  constexpr std::string_view range =
      "must be an integer from 0 to 2: the index of one of the options";
  EXPECT_THAT(told_of(R"({"question":"Q","options":["a","b"]})"),
              ElementsAre("answers is missing"));
  EXPECT_THAT(told("0"), ElementsAre("answers must be an array"));
  EXPECT_THAT(told("[]"), ElementsAre("answers must have 1 to 10 items, not 0"));
  EXPECT_THAT(told(repeated("0", 11)), ElementsAre("answers must have 1 to 10 items, not 11"));
  EXPECT_THAT(told("[0,1,0]"), ElementsAre("answers[2] repeats 0; answers must be distinct"));
  for (const std::string_view wrong : {"3", "-1", "0.5", "\"0\"", "null", "1e400", "[0]"})
    EXPECT_THAT(told("[1," + std::string(wrong) + "]"),
                ElementsAre("answers[1] " + std::string(range)));
}

TEST(ReadQuestionSet, ChecksCategories) {
  EXPECT_THAT(told_of(R"({"question":"Q","category":1,"options":["a","b"],"answers":[0]})"),
              ElementsAre("category must be a text"));
  EXPECT_THAT(told_of(R"({"question":"Q","category":)" + characters(201) +
                      R"(,"options":["a","b"],"answers":[0]})"),
              ElementsAre("category has 201 characters; at most 200 are allowed"));
  const auto set =
      read_question_set(R"([{"question":"Q","category":" ","options":["a","b"],"answers":[0]}])");
  ASSERT_TRUE(set);
  EXPECT_EQ(set->questions.front().category, "General");
  EXPECT_THAT(set->warnings, ElementsAre(QuestionSetProblem{
                                 1, "category", "is blank and was taken for \"General\""}));
}

TEST(ReadQuestionSet, TellsAllProblemsOfAllQuestions) {
  const auto problems =
      problems_of(R"([{"question":"","options":[],"answers":[]}, null, {"question":"Q"}, 7])");
  ASSERT_THAT(problems, SizeIs(7));
  EXPECT_EQ(problems[0].question, 1);
  EXPECT_EQ(problems[2].field, "answers");
  const QuestionSetProblem no_object{2, "", "must be an object with question, options and answers"};
  EXPECT_EQ(problems[3], no_object);
  EXPECT_EQ(problems[4].question, 3);
  EXPECT_EQ(problems[6].question, 4);
}

TEST(ReadQuestionSet, TellsAtMostAHundredProblems) {
  EXPECT_THAT(problems_of(repeated("{}", 5'000)), SizeIs(max_reported_problems));
  EXPECT_THAT(problems_of(repeated("0", 1'000'000)), SizeIs(max_reported_problems));
}

TEST(ReadQuestionSet, WarnsOnceOfEachUnknownMember) {
  constexpr std::string_view odd =
      R"({"question":"Q","options":["a","b"],"answers":[0],"difficulty":3,"hint":null})";
  const auto set = read_question_set("[" + std::string(good) + "," + repeated(odd, 3).substr(1));
  ASSERT_TRUE(set);
  EXPECT_THAT(set->questions, SizeIs(4));
  EXPECT_THAT(
      set->warnings,
      ElementsAre(QuestionSetProblem{2, "difficulty", "is not known and was ignored (3 questions)"},
                  QuestionSetProblem{2, "hint", "is not known and was ignored (3 questions)"}));
}

TEST(ReadQuestionSet, BoundsWhatItWarnsOf) {
  std::string json = "[";
  for (int i = 0; i < 200; ++i) {
    json += R"({"question":"Q","options":["a","b"],"answers":[0],")" + std::to_string(i);
    for (int j = 0; j < 100; ++j) json += "ü";
    json += i < 199 ? "\":0}," : "\":0}]";
  }
  const auto set = read_question_set(json);
  ASSERT_TRUE(set);
  ASSERT_THAT(set->warnings, SizeIs(max_reported_problems));
  EXPECT_EQ(set->warnings[0].field.size(), 59);
  EXPECT_EQ(set->warnings[0].field.substr(0, 3), "0ü");
}

TEST(ReadQuestionSet, ReportsProblemsOfTheWholeSet) {
  const auto whole = [](std::string_view json) {
    const auto problems = problems_of(json);
    EXPECT_THAT(problems, SizeIs(1));
    EXPECT_EQ(problems.at(0).question, 0);
    EXPECT_EQ(problems.at(0).field, "");
    return problems.at(0).message;
  };
  EXPECT_EQ(whole(""), "is not JSON: it ends too early (line 1, column 1)");
  EXPECT_EQ(whole("[\n{\"question\": \"ü\", x}]"), "is not JSON: syntax error (line 2, column 19)");
  EXPECT_EQ(whole("[] []"), "is not JSON: something follows after its end (line 1, column 4)");
  EXPECT_EQ(whole("[\"\xC3\"]"), "is not JSON: it is not valid UTF-8 (line 1, column 3)");
  EXPECT_EQ(whole("{}"), "must be an array of questions");
  EXPECT_EQ(whole("[]"), "must have 1 to 5000 questions, not 0");
  EXPECT_EQ(whole(repeated(good, 5'001)), "must have 1 to 5000 questions, not 5001");
  EXPECT_EQ(whole(std::string(max_question_set_bytes + 1, ' ')),
            "must have at most 2097152 bytes, not 2097153");
}

TEST(ReadQuestionSet, SurvivesHostileTexts) {
  constexpr std::size_t mebibyte = 1024 * 1024;
  const auto filled = [](std::string_view piece) {
    std::string text = "[";
    while (text.size() < mebibyte) text += piece;
    return text;
  };
  std::string members = "[{";
  for (int i = 0; members.size() < mebibyte; ++i) members += '"' + std::to_string(i) + "\":0,";
  for (const std::string& text :
       {filled("["), filled("{\"a\":"), filled("0,") + "0]", filled("[],") + "0]",
        filled("{},") + "0]", filled("\"\\u0000\",") + "0]", filled("9"), filled("-1e9,") + "0]",
        filled("\xF0"), filled(std::string_view("\0", 1)), members + "\"a\":0}]",
        '"' + std::string(mebibyte, 'x') + '"', "[" + filled("\"") + "]"})
    EXPECT_FALSE(read_question_set(text)) << text.substr(0, 20);
}

}  // namespace
}  // namespace mcs::protocol
