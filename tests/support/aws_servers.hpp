// Servers that speak AWS's protocols, for tests: script/lib/setup.sh installs them.
#pragma once

#include <memory>
#include <string>

#include "adapters/aws/config.hpp"
#include "support/server_process.hpp"

namespace mcs::test {

// FIFO queues with de-duplication, visibility and dead letters. Checks no signature.
std::unique_ptr<ServerProcess> start_sqs_server();
// Conditions, batches, indexes. Checks no signature.
std::unique_ptr<ServerProcess> start_dynamodb_server();
// Both, slower; checks signatures and permissions after a call or two, see moto's documentation.
std::unique_ptr<ServerProcess> start_moto_server();

// For servers that check no signature.
aws::Config aws_config(std::string endpoint);

}  // namespace mcs::test
