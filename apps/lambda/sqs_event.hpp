// Batches of queue messages as SQS hands them to a Lambda function, and the response that says
// which of them failed.
// https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace mcs::lambda {

struct SqsMessage {
  std::string id;
  std::string body;
};

// BadRequest if it is no such event.
Result<std::vector<SqsMessage>> read_sqs_event(std::string_view event);

// The messages named come again; the others of the batch are done.
std::string write_batch_failures(const std::vector<std::string>& message_ids);

}  // namespace mcs::lambda
