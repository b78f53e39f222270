#include "services/log_admissions.hpp"

#include "services/embedded_fixture.hpp"

namespace mcs::services::testing {
namespace {

class LogAdmissionsTest : public ServiceTest {
 protected:
  LogAdmissions from_log{loop.context().get_executor(), log, clock, 2};
};

TEST_F(LogAdmissionsTest, KnowsNoSpeedrunWithoutALog) {
  EXPECT_EQ(run(from_log.look_up(id)).error().code, ErrorCode::UnknownQuiz);
}

TEST_F(LogAdmissionsTest, FollowsTheLog) {
  create(id);
  EXPECT_FALSE(run(from_log.look_up(id))->lobby_locked);
  append(id, {domain::LobbyLocked{true}});
  EXPECT_TRUE(run(from_log.look_up(id))->lobby_locked);
  append(id, {domain::LobbyLocked{false}});
  EXPECT_FALSE(run(from_log.look_up(id))->lobby_locked);
}

TEST_F(LogAdmissionsTest, ForgetsWhatIsNotAskedForAndReadsItAgain) {
  const std::vector ids{id, AccessCode::parse("22222222").value(),
                        AccessCode::parse("33333333").value()};
  for (const SpeedrunId each : ids) {
    create(each);
    append(each, {domain::LobbyLocked{true}});
    clock.advance(1s);
    EXPECT_TRUE(run(from_log.look_up(each))->lobby_locked);
  }
  append(id, {domain::LobbyLocked{false}});
  EXPECT_FALSE(run(from_log.look_up(id))->lobby_locked);
}

TEST_F(LogAdmissionsTest, AnExpiredLogIsUnknownAgain) {
  create(id);
  ASSERT_TRUE(run(from_log.look_up(id)));
  clock.advance(25h);
  EXPECT_EQ(run(from_log.look_up(id)).error().code, ErrorCode::UnknownQuiz);
}

}  // namespace
}  // namespace mcs::services::testing
