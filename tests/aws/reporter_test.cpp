// The reporter on SQS and DynamoDB, cut off from both after any number of requests, as if it had
// been killed there: the next one leaves one correct result.
#include "services/reporter.hpp"

#include <gtest/gtest.h>

#include "adapters/dynamodb/result_store.hpp"
#include "adapters/sqs/completion_queue.hpp"
#include "adapters/system/system_clock.hpp"
#include "aws/faults.hpp"
#include "protocol/question_set_json.hpp"
#include "services/embedded_fixture.hpp"
#include "support/aws_servers.hpp"

namespace mcs::services::testing {
namespace {

using test::Fault;
using test::HttpStub;

// Both services' requests, counted together; after `steps` the line is cut, before the server hears
// of the request or after.
class Line {
 public:
  Line(unsigned steps, Fault cut) : steps_(steps), cut_(cut) {}

  Fault operator()() {
    const unsigned step = ++taken_;
    if (step <= steps_) return Fault::None;
    return step == steps_ + 1 ? cut_ : Fault::HungUp;
  }
  bool was_cut() const { return taken_ > steps_; }

 private:
  const unsigned steps_;
  const Fault cut_;
  std::atomic<unsigned> taken_ = 0;
};

class CutReporter : public ServiceTest, public ::testing::WithParamInterface<Fault> {
 protected:
  void play(SpeedrunId speedrun) {
    create(speedrun);
    const domain::Question question{.text = "Q",
                                    .category = "C",
                                    .options = {"a", "b"},
                                    .answers = domain::OptionSet::from_bits(1)};
    ASSERT_TRUE(run(question_sets.put(speedrun, "cafe", protocol::write_question_set({question}))));
    append(speedrun,
           {domain::QuestionSetUploaded{"cafe", 1}, domain::SeatTaken{{5}, {5}, "Ada"},
            domain::SpeedrunStarted{{1},
                                    "Quiz",
                                    {"C"},
                                    10s,
                                    "cafe",
                                    {domain::AnswerKey{0, 2, domain::OptionSet::from_bits(1)}}},
            domain::QuestionServed{{0}, {0}, {5}},
            domain::AnswerSubmitted{{0}, {0}, {5}, domain::OptionSet::from_bits(1), 1s, 1s, 0ms}});
  }

  aws::Config config(std::string endpoint, int attempts) {
    auto config = test::aws_config(std::move(endpoint));
    config.retry = {.attempts = attempts, .first_delay = 1ms, .longest_delay = 10ms};
    return config;
  }
  sqs::CompletionQueueOptions queue_options(std::string endpoint, int attempts = 5) {
    return {.aws = config(std::move(endpoint), attempts),
            .queue = "jobs.fifo",
            .visibility_timeout = 1s,
            .create_if_missing = true,
            .max_attempts = 1'000};
  }
  dynamodb::ResultStoreOptions store_options(std::string endpoint, int attempts = 5) {
    return {.aws = config(std::move(endpoint), attempts),
            .table = "speedruns",
            .create_if_missing = true};
  }

  // Receives once, does what there is, and ends.
  void report_once(ports::CompletionQueue& queue, ports::ResultStore& store) {
    Reporter reporter({log, question_sets, queue, store, system_clock, journal, observer},
                      {.keep_log = 1h});
    auto running = boost::asio::co_spawn(loop.context(), reporter.run(), boost::asio::use_future);
    boost::asio::post(loop.context(), [&reporter] { reporter.stop(); });
    test::get(std::move(running));
  }

  system::SystemClock system_clock;
  std::unique_ptr<test::ServerProcess> sqs = test::start_sqs_server();
  std::unique_ptr<test::ServerProcess> dynamodb = test::start_dynamodb_server();
};

SpeedrunId numbered(unsigned number) {
  std::array<std::uint8_t, AccessCode::length> digits{};
  digits.back() = static_cast<std::uint8_t>(number);
  return AccessCode::from_digits(digits);
}

TEST_P(CutReporter, IsFollowedByOneThatLeavesOneCorrectResult) {
  sqs::SqsCompletionQueue queue(queue_options(sqs->url()));
  dynamodb::DynamoDbResultStore store(store_options(dynamodb->url()));
  unsigned steps = 0;
  for (bool was_cut = true; was_cut; ++steps) {
    SCOPED_TRACE("cut after " + std::to_string(steps) + " requests");
    const SpeedrunId speedrun = numbered(steps);
    play(speedrun);
    // What it shall be, by the same way with nothing cut.
    Reporter uncut({log, question_sets, completions, results, clock, journal, observer}, {});
    ASSERT_TRUE(run(uncut.report(speedrun)));

    ASSERT_TRUE(run(queue.enqueue(speedrun)));
    Line line(steps, GetParam());
    {
      const auto faults = [&line](const auto&, unsigned) { return line(); };
      const HttpStub to_sqs(test::with_faults(sqs->port(), faults));
      const HttpStub to_dynamodb(test::with_faults(dynamodb->port(), faults));
      sqs::SqsCompletionQueue cut_queue(queue_options(to_sqs.url(), 1));
      dynamodb::DynamoDbResultStore cut_store(store_options(to_dynamodb.url(), 1));
      report_once(cut_queue, cut_store);
      was_cut = line.was_cut();
    }
    while (run(queue.depth()) != 0U) report_once(queue, store);
    const auto left = run(store.get(speedrun));
    ASSERT_TRUE(left) << left.error().detail;
    EXPECT_EQ(left, run(results.get(speedrun)));
  }
  // Receive, look, put the parts, put the meta item, remove; and what finds the queue and the
  // table.
  EXPECT_GT(steps, 5U);
}

INSTANTIATE_TEST_SUITE_P(LosesTheRequest, CutReporter, ::testing::Values(Fault::HungUp));
INSTANTIATE_TEST_SUITE_P(LosesTheReply, CutReporter, ::testing::Values(Fault::LostReply));

}  // namespace
}  // namespace mcs::services::testing
