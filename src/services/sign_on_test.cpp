#include "services/sign_on.hpp"

#include "services/embedded_fixture.hpp"
#include "services/log_fold.hpp"

namespace mcs::services::testing {
namespace {

class SignOnTest : public ServiceTest {
 protected:
  SignOn sign_on{log,
                 admissions,
                 tokens,
                 clock,
                 random,
                 journal,
                 {.rules = {.latency_credit = 100ms, .max_participants = 7}}};
};

TEST_F(SignOnTest, AHostGetsASpeedrunWhoseLogHoldsItsRules) {
  const auto access = run(sign_on.host());
  ASSERT_TRUE(access);
  const auto claims = tokens.verify(access->token, clock.now());
  ASSERT_TRUE(claims);
  EXPECT_TRUE(claims->is_host());
  EXPECT_EQ(claims->speedrun, access->speedrun);
  const auto folded = run(fold_log(log, access->speedrun));
  ASSERT_TRUE(folded);
  EXPECT_EQ(folded->speedrun.rules().latency_credit, 100ms);
  EXPECT_EQ(folded->speedrun.rules().max_participants, 7U);
}

TEST_F(SignOnTest, ACodeInUseIsDrawnAgain) {
  const auto first = run(sign_on.host());
  random.rewind();
  const auto second = run(sign_on.host());
  ASSERT_TRUE(first && second);
  EXPECT_NE(first->speedrun, second->speedrun);
}

TEST_F(SignOnTest, AParticipantJoinsHoweverTheCodeIsTyped) {
  admissions.known[id] = {domain::Phase::Lobby, false};
  const auto access = run(sign_on.join(" cdfh-jkmn "));
  ASSERT_TRUE(access);
  const auto claims = tokens.verify(access->token, clock.now());
  ASSERT_TRUE(claims);
  EXPECT_EQ(claims->user, access->user);
  EXPECT_NE(run(sign_on.join("CDFHJKMN"))->user, access->user);
}

TEST_F(SignOnTest, RefusesWhatCannotBeJoined) {
  EXPECT_EQ(run(sign_on.join("CDFHJKMN")).error().code, ErrorCode::UnknownQuiz);
  EXPECT_EQ(run(sign_on.join("???")).error().code, ErrorCode::UnknownQuiz);
  admissions.known[id] = {domain::Phase::Lobby, true};
  EXPECT_EQ(run(sign_on.join("CDFHJKMN")).error().code, ErrorCode::LobbyLocked);
  admissions.known[id] = {domain::Phase::Finished, true};
  EXPECT_EQ(run(sign_on.join("CDFHJKMN")).error().code, ErrorCode::QuizFinished);
  admissions.known[id] = {domain::Phase::Running, false};
  EXPECT_TRUE(run(sign_on.join("CDFHJKMN")));
}

}  // namespace
}  // namespace mcs::services::testing
