#include "base/error.hpp"

#include <gtest/gtest.h>
#include <set>

#include "base/result.hpp"

namespace mcs {
namespace {

ErrorCode code(std::size_t index) {
  return static_cast<ErrorCode>(index);
}

TEST(Error, EveryCodeHasAStableNameOfItsOwn) {
  std::set<std::string_view> names;
  for (std::size_t i = 0; i < error_code_count; ++i) {
    const std::string_view name = facts(code(i)).name;
    EXPECT_FALSE(name.empty());
    EXPECT_EQ(name.find_first_not_of("abcdefghijklmnopqrstuvwxyz_"), std::string_view::npos)
        << name;
    EXPECT_TRUE(names.insert(name).second) << name;
  }
}

TEST(Error, EveryTitleIsASentence) {
  for (std::size_t i = 0; i < error_code_count; ++i) {
    const std::string_view title = facts(code(i)).title;
    ASSERT_FALSE(title.empty());
    EXPECT_TRUE(title.front() >= 'A' && title.front() <= 'Z') << title;
    EXPECT_EQ(title.back(), '.') << title;
  }
}

TEST(Error, EveryStatusAndCloseCodeIsOneThatMayBeSent) {
  for (std::size_t i = 0; i < error_code_count; ++i) {
    const ErrorFacts& it = facts(code(i));
    EXPECT_TRUE(it.http_status == 202 || (it.http_status >= 400 && it.http_status < 600))
        << it.name;
    // RFC 6455, 7.4: 1005, 1006 and 1015 are never sent.
    EXPECT_TRUE(it.close_code == 0 || it.close_code == 1003 || it.close_code == 1009 ||
                it.close_code == 1011 || it.close_code == 1013 ||
                (it.close_code >= 4000 && it.close_code < 5000))
        << it.name;
  }
}

TEST(Error, TellsWhatTheContractPromises) {
  EXPECT_EQ(facts(ErrorCode::UnknownQuiz).http_status, 404);
  EXPECT_EQ(facts(ErrorCode::UnknownQuiz).close_code, 4404);
  EXPECT_EQ(facts(ErrorCode::Unauthorized).close_code, 4401);
  EXPECT_EQ(facts(ErrorCode::LobbyLocked).http_status, 423);
  EXPECT_EQ(facts(ErrorCode::QuizFinished).http_status, 410);
  EXPECT_EQ(facts(ErrorCode::TooLarge).http_status, 413);
  EXPECT_TRUE(facts(ErrorCode::RateLimited).retryable);
  EXPECT_FALSE(facts(ErrorCode::Forbidden).retryable);
}

TEST(ErrorDeathTest, NoFactsAboutCodesThatAreNone) {
  EXPECT_DEATH(facts(code(error_code_count)), "assertion failed");
}

TEST(Result, HoldsAValueOrWhyNot) {
  const Result<int> value = 7;
  EXPECT_EQ(value, 7);
  const Result<int> refused = fail(ErrorCode::NameTaken, "Ada plays already");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error(), (Error{ErrorCode::NameTaken, "Ada plays already"}));
  const Result<std::string> passed_on = fail(refused.error());
  EXPECT_EQ(passed_on.error(), refused.error());
}

}  // namespace
}  // namespace mcs
