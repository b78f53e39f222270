// The SQS actions on one FIFO queue. Knows what is in a message, and nothing of who waits for it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "adapters/aws/service.hpp"
#include "adapters/sqs/options.hpp"
#include "ports/completion_queue.hpp"

namespace mcs::sqs {

// For the service's thread.
class QueueApi {
 public:
  QueueApi(aws::Service& service, const CompletionQueueOptions& options)
      : service_(service), options_(options) {}

  // Within five minutes the service drops a message with the same `deduplication`.
  ports::Async<void> send(SpeedrunId speedrun, std::string deduplication);
  // At most ten; waits at most `longest_wait`, rounded up to a second. A message that no adapter
  // sent is left to the dead letters.
  ports::Async<std::vector<ports::CompletionJob>> receive(std::size_t limit, domain::Duration wait);
  // NotFound if the receipt's time is over.
  ports::Async<void> hide(std::string receipt, domain::Duration time);
  ports::Async<void> remove(std::string receipt);
  ports::Async<std::size_t> depth();

  static constexpr domain::Duration longest_wait = std::chrono::seconds{20};

 private:
  ports::Async<std::string> url();
  ports::Async<std::string> create(std::string name, boost::json::object attributes);
  ports::Async<std::string> create_with_dead_letters();
  ports::Async<boost::json::object> attributes(std::string url);

  aws::Service& service_;
  const CompletionQueueOptions& options_;
  std::string url_;  // Empty until the first call has found it.
};

}  // namespace mcs::sqs
