// What an AWS service's client needs to know: region, endpoint, credentials, patience.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "adapters/aws/credentials.hpp"
#include "adapters/aws/environment.hpp"
#include "base/result.hpp"

namespace mcs::aws {

// Delays double from the first to the longest; each is drawn at random below that.
struct RetryPolicy {
  int attempts = 8;
  std::chrono::milliseconds first_delay{50};
  std::chrono::milliseconds longest_delay{5'000};
  // Of one attempt.
  std::chrono::milliseconds timeout{10'000};
};

struct Config {
  std::string region;
  std::string endpoint;  // URL.
  CredentialsSource credentials;
  RetryPolicy retry = {};
};

// For "sqs" or "dynamodb". The region from AWS_REGION or AWS_DEFAULT_REGION; the endpoint is
// `endpoint` unless empty, else AWS_ENDPOINT_URL_<SERVICE>, AWS_ENDPOINT_URL, or AWS's own.
// BadRequest names the variable that is missing or wrong.
Result<Config> find_config(std::string_view service, std::string endpoint = {},
                           const Environment& environment = process_environment);

}  // namespace mcs::aws
