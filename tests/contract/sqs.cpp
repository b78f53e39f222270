// The completion queue on SQS under its contract, over the wire.
#include <thread>

#include "adapters/sqs/completion_queue.hpp"
#include "contract/completion_queue_contract.hpp"
#include "support/aws_servers.hpp"

namespace mcs::contract {
namespace {

class SqsHarness final : public CompletionQueueHarness {
 public:
  SqsHarness() { reopen(); }

  ports::CompletionQueue& queue() override { return *queue_; }
  // The server's clock is the real one.
  void let_pass(domain::Duration time) override { std::this_thread::sleep_for(time); }
  bool durable() const override { return true; }
  void reopen() override {
    queue_.reset();
    queue_ = std::make_unique<sqs::SqsCompletionQueue>(options_);
  }
  std::vector<SpeedrunId> dead_letters() override {
    // Whoever wants to see them receives them, as from any queue.
    auto options = options_;
    options.queue = sqs::dead_letter_queue_name(options_.queue);
    sqs::SqsCompletionQueue queue(options);
    std::vector<SpeedrunId> ids;
    const auto jobs = loop_.run(queue.receive(10, {})).value();
    for (const auto& job : jobs) ids.push_back(job.speedrun);
    return ids;
  }

 private:
  test::EventLoop loop_;
  std::unique_ptr<test::ServerProcess> server_ = test::start_sqs_server();
  const sqs::CompletionQueueOptions options_{.aws = test::aws_config(server_->url()),
                                             .queue = "jobs.fifo",
                                             .visibility_timeout = visibility_timeout,
                                             .create_if_missing = true,
                                             .max_attempts = max_attempts};
  std::unique_ptr<ports::CompletionQueue> queue_;
};

INSTANTIATE_TEST_SUITE_P(Sqs, CompletionQueueContract,
                         testing::Values(CompletionQueueFactory{std::make_unique<SqsHarness>}));

}  // namespace
}  // namespace mcs::contract
