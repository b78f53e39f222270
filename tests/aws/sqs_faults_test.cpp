// Completion jobs in SQS when requests fail, replies are lost, and strangers write to the queue.
#include <gmock/gmock.h>

#include "adapters/aws/service.hpp"
#include "adapters/sqs/completion_queue.hpp"
#include "aws/faults.hpp"
#include "support/aws_servers.hpp"
#include "support/event_loop.hpp"

namespace mcs::sqs {
namespace {

using namespace std::chrono_literals;
using test::Fault;
using test::HttpStub;
using testing::ElementsAre;
using testing::IsEmpty;

const SpeedrunId id = AccessCode::parse("FFFF2222").value();
const SpeedrunId other = AccessCode::parse("NNNN3333").value();

class SqsFaults : public testing::Test {
 protected:
  CompletionQueueOptions options(std::string endpoint) {
    CompletionQueueOptions options{.aws = test::aws_config(std::move(endpoint)),
                                   .queue = "jobs.fifo",
                                   .create_if_missing = true,
                                   .max_attempts = 2};
    options.aws.retry = {.attempts = 20, .first_delay = 1ms, .longest_delay = 10ms};
    return options;
  }
  std::vector<SpeedrunId> receive(SqsCompletionQueue& queue, domain::Duration wait) {
    const auto jobs = loop_.run(queue.receive(10, wait)).value();
    std::vector<SpeedrunId> ids;
    for (const auto& job : jobs) ids.push_back(job.speedrun);
    return ids;
  }

  test::EventLoop loop_;
  std::unique_ptr<test::ServerProcess> server_ = test::start_sqs_server();
};

TEST_F(SqsFaults, AJobWhoseReplyWasLostIsThereOnce) {
  std::atomic<int> sent = 0;
  const HttpStub between(
      test::with_faults(server_->port(), [&sent](const std::string& action, unsigned) {
        return action == "SendMessage" && sent++ < 3 ? Fault::LostReply : Fault::None;
      }));
  SqsCompletionQueue queue(options(between.url()));
  ASSERT_TRUE(loop_.run(queue.enqueue(id)));
  EXPECT_EQ(sent, 4);
  EXPECT_EQ(loop_.run(queue.depth()), 1U);
  EXPECT_THAT(receive(queue, 10s), ElementsAre(id));
  EXPECT_THAT(receive(queue, 0s), IsEmpty());
}

TEST_F(SqsFaults, JobsGoThroughThoughEveryOtherRequestFails) {
  const HttpStub between(test::with_faults(server_->port(), [](const auto&, unsigned number) {
    constexpr std::array faults{Fault::HungUp, Fault::ServerError, Fault::Throttled};
    return number % 2 == 0 ? Fault::None : faults.at(number / 2 % faults.size());
  }));
  SqsCompletionQueue queue(options(between.url()));
  ASSERT_TRUE(loop_.run(queue.enqueue(id)));
  const auto jobs = loop_.run(queue.receive(1, 10s)).value();
  ASSERT_EQ(jobs.size(), 1U);
  EXPECT_TRUE(loop_.run(queue.extend(jobs[0])));
  EXPECT_TRUE(loop_.run(queue.remove(jobs[0])));
  EXPECT_EQ(loop_.run(queue.depth()), 0U);
}

TEST_F(SqsFaults, AReceiverHearsOfAQueueThatIsNotThere) {
  auto wrong = options(server_->url());
  wrong.create_if_missing = false;
  SqsCompletionQueue queue(wrong);
  const auto jobs = loop_.run(queue.receive(1, 10s));
  ASSERT_FALSE(jobs);
  EXPECT_EQ(jobs.error().code, ErrorCode::Internal);
  EXPECT_THAT(jobs.error().detail, testing::HasSubstr("QueueDoesNotExist"));
}

ports::Async<void> send(aws::Service& service, std::string queue, std::string body) {
  boost::json::object about{{"QueueName", queue}};
  const auto url = co_await service.call("GetQueueUrl", std::move(about));
  boost::json::object message{{"QueueUrl", url.value().at("QueueUrl")},
                              {"MessageBody", body},
                              {"MessageGroupId", "strangers"},
                              {"MessageDeduplicationId", "1"}};
  const auto sent = co_await service.call("SendMessage", std::move(message));
  if (!sent) co_return fail(sent.error().error);
  co_return Result<void>{};
}

TEST_F(SqsFaults, WhatIsNoJobEndsAmongTheDeadLettersAndStopsNobody) {
  auto hasty = options(server_->url());
  hasty.visibility_timeout = 1s;
  SqsCompletionQueue queue(hasty);
  ASSERT_EQ(loop_.run(queue.depth()), 0U);
  aws::Service stranger({"sqs", "AmazonSQS"}, test::aws_config(server_->url()));
  ASSERT_TRUE(loop_.run(stranger.run(send(stranger, "jobs.fifo", "no access code"))));
  ASSERT_TRUE(loop_.run(queue.enqueue(other)));
  auto jobs = loop_.run(queue.receive(1, 10s)).value();
  while (jobs.empty()) jobs = loop_.run(queue.receive(1, 10s)).value();
  EXPECT_EQ(jobs.at(0).speedrun, other);
  EXPECT_TRUE(loop_.run(queue.remove(jobs[0])));

  auto dead = hasty;
  dead.queue = dead_letter_queue_name(hasty.queue);
  SqsCompletionQueue dead_letters(dead);
  while (loop_.run(dead_letters.depth()) == 0U) EXPECT_THAT(receive(queue, 1s), IsEmpty());
  EXPECT_EQ(loop_.run(queue.depth()), 0U);
}

}  // namespace
}  // namespace mcs::sqs
