// Which DynamoDB table holds the results, and for how long.
#pragma once

#include <optional>
#include <string>

#include "adapters/aws/config.hpp"
#include "domain/time.hpp"

namespace mcs::dynamodb {

struct ResultStoreOptions {
  aws::Config aws;
  std::string table;
  // After this a result is gone: get() does not find it, and DynamoDB deletes it when time to live
  // is enabled on `expires`. Nothing: kept for ever.
  std::optional<std::chrono::hours> keep_for = std::nullopt;
  // For tests and stands: makes the table on first use.
  bool create_if_missing = false;
};

}  // namespace mcs::dynamodb
