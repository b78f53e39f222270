#include "cloudwatch_line.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <gtest/gtest.h>

namespace mcs::app {
namespace {

using namespace std::chrono_literals;

TEST(CloudwatchLineTest, IsOneLineInTheEmbeddedMetricFormat) {
  const std::string line = cloudwatch_line("speed-run", 7, 1'763'762'400'000ms);
  EXPECT_FALSE(line.contains('\n'));
  EXPECT_EQ(boost::json::parse(line), boost::json::parse(R"({
    "_aws": {
      "Timestamp": 1763762400000,
      "CloudWatchMetrics": [{
        "Namespace": "mc-speedrun",
        "Dimensions": [["Role"]],
        "Metrics": [{"Name": "WebSocketSessions", "Unit": "Count"}]
      }]
    },
    "Role": "speed-run",
    "WebSocketSessions": 7
  })"));
}

}  // namespace
}  // namespace mcs::app
