// The reporter as Lambda runs it: recorded batches of the completion queue in, which of their jobs
// failed out.
#include "report_function.hpp"

#include <gmock/gmock.h>

#include "fake_runtime_api.hpp"
#include "services/embedded_fixture.hpp"
#include "support/project_files.hpp"

namespace mcs::lambda::testing {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;

// Does as the test says, and notes what it was asked for.
class ScriptedReports {
 public:
  ports::Async<void> report(SpeedrunId id) {
    asked.push_back(id.str());
    if (throws.contains(id.str())) throw std::runtime_error("broken");
    if (fails.contains(id.str())) co_return fail(ErrorCode::Unavailable, "no store");
    co_return Result<void>{};
  }
  std::vector<std::string> asked;
  std::set<std::string> fails;
  std::set<std::string> throws;
};

class ReportFunctionTest : public services::testing::ServiceTest {
 protected:
  std::vector<Answer> serve_event(std::string event) {
    runtime.add(std::move(event));
    RuntimeApi api(runtime.address());
    serve(api, loop.context(),
          report_function([this](SpeedrunId job) { return reports.report(job); }, journal));
    return runtime.answers();
  }
  std::string response_to_batch() {
    const auto answers = serve_event(test::read_project_file("tests/data/lambda/sqs-batch.json"));
    EXPECT_EQ(answers.at(0).path, "invocation/1/response");
    return answers.at(0).body;
  }

  const std::string poison = R"({"itemIdentifier":"7d3c9a52-51ab-4c0f-9f43-1f0f5a2f0c11"})";
  const std::string second = R"({"itemIdentifier":"2e1424d4-f796-459a-8184-9c92662be6da"})";
  FakeRuntimeApi runtime;
  ScriptedReports reports;
};

TEST_F(ReportFunctionTest, DoesTheJobsAndNamesTheOneThatIsNone) {
  EXPECT_EQ(response_to_batch(), R"({"batchItemFailures":[)" + poison + "]}");
  EXPECT_THAT(reports.asked, ElementsAre("CDFHJKMN", "FH7K29CX"));
}

TEST_F(ReportFunctionTest, AFailedJobDoesNotTakeTheOthersWithIt) {
  reports.fails = {"FH7K29CX"};
  EXPECT_EQ(response_to_batch(), R"({"batchItemFailures":[)" + second + "," + poison + "]}");
}

TEST_F(ReportFunctionTest, NorDoesOneThatThrows) {
  reports.throws = {"FH7K29CX"};
  EXPECT_EQ(response_to_batch(), R"({"batchItemFailures":[)" + second + "," + poison + "]}");
}

TEST_F(ReportFunctionTest, BeginsNothingThatItHasNoTimeFor) {
  runtime.set_time(10s);
  const std::string response = response_to_batch();
  EXPECT_THAT(reports.asked, ElementsAre());
  EXPECT_EQ(std::ranges::count(response, '{'), 4);
}

TEST_F(ReportFunctionTest, AnEmptyBatchIsDone) {
  EXPECT_EQ(serve_event(R"({"Records":[]})").at(0).body, R"({"batchItemFailures":[]})");
}

TEST_F(ReportFunctionTest, CallsWhatIsNoBatchAnError) {
  for (const auto* const nonsense : {"null", "{}", R"({"Records":[{}]})", R"({"Records":{}})"}) {
    runtime.add(nonsense);
  }
  const auto answers = serve_event("[");
  ASSERT_EQ(answers.size(), 5U);
  for (const auto& answer : answers) EXPECT_TRUE(answer.path.ends_with("/error")) << answer.body;
}

}  // namespace
}  // namespace mcs::lambda::testing
