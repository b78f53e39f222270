// Which SQS queue holds the completion jobs, and how it is used.
#pragma once

#include <string>

#include "adapters/aws/config.hpp"
#include "domain/time.hpp"

namespace mcs::sqs {

struct CompletionQueueOptions {
  aws::Config aws;
  // The name or the URL of a FIFO queue with a dead-letter queue: its redrive policy says how often
  // a job is delivered.
  std::string queue;
  // In whole seconds.
  domain::Duration visibility_timeout = std::chrono::seconds{60};

  // For tests and stands: makes the queue, by its name, and a dead-letter queue, on first use.
  bool create_if_missing = false;
  std::uint32_t max_attempts = 5;  // What a queue made here gets.
};

// "jobs.fifo" → "jobs-dead-letters.fifo": what create_if_missing makes.
std::string dead_letter_queue_name(const std::string& queue);

}  // namespace mcs::sqs
