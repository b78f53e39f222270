// The completion queue on SQS, for the distributed form: a FIFO queue with a dead-letter queue.
#pragma once

#include <memory>

#include "adapters/sqs/options.hpp"
#include "ports/completion_queue.hpp"

namespace mcs::sqs {

// Each speedrun is a message group of its own, so jobs for different speedruns do not wait for each
// other. A wait is a long poll, in whole seconds; its receiver being cancelled does not end the
// poll, and what it brings is for the process's next receiver.
//
// Any thread may call it. Destroy it before its callers' event loops.
class SqsCompletionQueue final : public ports::CompletionQueue {
 public:
  // Does nothing yet: a wrong name, key or endpoint shows in the first call.
  explicit SqsCompletionQueue(CompletionQueueOptions options);
  // Callers that wait hear Unavailable.
  ~SqsCompletionQueue() override;

  ports::Async<void> enqueue(SpeedrunId speedrun) override;
  ports::Async<std::vector<ports::CompletionJob>> receive(std::size_t limit,
                                                          domain::Duration wait) override;
  ports::Async<void> extend(ports::CompletionJob job) override;
  ports::Async<void> remove(ports::CompletionJob job) override;
  ports::Async<void> release(ports::CompletionJob job, domain::Duration delay) override;
  ports::Async<std::size_t> depth() override;

 private:
  class Worker;

  std::shared_ptr<Worker> worker_;
};

}  // namespace mcs::sqs
