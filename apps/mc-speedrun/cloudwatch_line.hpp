// Metrics as a log line that CloudWatch reads numbers from (its "embedded metric format"): what the
// deployment on AWS scales by. Prometheus has its own way in, /metrics.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

namespace mcs::app {

// `role` is the subcommand. deploy/aws/lib/process-configuration.ts names the same metric.
std::string cloudwatch_line(std::string_view role, std::size_t websocket_sessions,
                            std::chrono::milliseconds since_epoch);

}  // namespace mcs::app
