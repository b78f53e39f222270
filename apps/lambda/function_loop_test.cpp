#include "function_loop.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <gmock/gmock.h>

#include "fake_runtime_api.hpp"
#include "support/event_loop.hpp"

namespace mcs::lambda::testing {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using Response = boost::asio::awaitable<Result<std::string>>;

class FunctionLoopTest : public ::testing::Test {
 protected:
  // Until there are no more events.
  std::vector<Answer> serve_all(const Handler& handler) {
    RuntimeApi api(runtime.address());
    const Error end = serve(api, loop.context(), handler);
    EXPECT_EQ(end.code, ErrorCode::Unavailable) << end.detail;
    return runtime.answers();
  }

  FakeRuntimeApi runtime;
  test::EventLoop loop;
};

auto answers(std::string_view path, std::string_view body) {
  return ::testing::AllOf(Field(&Answer::path, path), Field(&Answer::body, HasSubstr(body)));
}

Response echo(Invocation invocation) {
  co_return "{\"echo\":" + invocation.event + "}";
}

Response refuse(Invocation) {
  co_return fail(ErrorCode::Unavailable, "the store is gone");
}

Response fail_once(Invocation invocation) {
  if (invocation.id == "1") throw std::runtime_error("broken");
  co_return "{}";
}

Response never_ends(Invocation invocation) {
  if (invocation.id != "1") co_return "{}";
  boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor);
  timer.expires_at(std::chrono::steady_clock::time_point::max());
  co_await timer.async_wait(boost::asio::use_awaitable);
  co_return "{}";
}

TEST_F(FunctionLoopTest, AnswersOneEventAfterTheOther) {
  runtime.add(R"({"n":1})");
  runtime.add(R"({"n":2})");
  EXPECT_THAT(serve_all(echo),
              ElementsAre(answers("invocation/1/response", R"({"echo":{"n":1}})"),
                          answers("invocation/2/response", R"({"echo":{"n":2}})")));
}

TEST_F(FunctionLoopTest, SaysWhyAnEventIsNotDone) {
  runtime.add("{}");
  EXPECT_THAT(
      serve_all(refuse),
      ElementsAre(answers("invocation/1/error",
                          R"("errorType":"unavailable","errorMessage":"the store is gone")")));
}

TEST_F(FunctionLoopTest, SurvivesAHandlerThatThrows) {
  runtime.add("{}");
  runtime.add("{}");
  EXPECT_THAT(serve_all(fail_once), ElementsAre(answers("invocation/1/error", "broken"),
                                                answers("invocation/2/response", "{}")));
}

TEST_F(FunctionLoopTest, TellsOfTheDeadlineBeforeItIsThere) {
  runtime.set_time(time_to_answer + 50ms);
  runtime.add("{}");
  runtime.add("{}");
  EXPECT_THAT(serve_all(never_ends), ElementsAre(answers("invocation/1/error", "timeout"),
                                                 answers("invocation/2/response", "{}")));
}

TEST_F(FunctionLoopTest, SendsResponsesOfMegabytes) {
  const std::string large = '"' + std::string(1'500'000, 'x') + '"';
  runtime.add(large);
  const auto all = serve_all(echo);
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].body.size(), large.size() + std::string_view(R"({"echo":})").size());
}

TEST_F(FunctionLoopTest, ReportsThatItCannotStart) {
  RuntimeApi api(runtime.address());
  ASSERT_TRUE(api.fail_start({ErrorCode::BadRequest, "MC_SPEEDRUN_REDIS_URL is not set"}));
  EXPECT_THAT(runtime.answers(),
              ElementsAre(answers("init/error", "MC_SPEEDRUN_REDIS_URL is not set")));
}

TEST(RuntimeApiTest, EndsWhenThereIsNoPlatform) {
  std::string address;
  {
    const FakeRuntimeApi gone;
    address = gone.address();
  }
  RuntimeApi api(address);
  EXPECT_EQ(api.next().error().code, ErrorCode::Unavailable);
}

}  // namespace
}  // namespace mcs::lambda::testing
