#include "cloudwatch_line.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

namespace mcs::app {

namespace json = boost::json;

std::string cloudwatch_line(std::string_view role, std::size_t websocket_sessions,
                            std::chrono::milliseconds since_epoch) {
  const json::object metric{{"Name", "WebSocketSessions"}, {"Unit", "Count"}};
  const json::object directive{{"Namespace", "mc-speedrun"},
                               {"Dimensions", json::array{json::array{"Role"}}},
                               {"Metrics", json::array{metric}}};
  return json::serialize(json::object{
      {"_aws", {{"Timestamp", since_epoch.count()}, {"CloudWatchMetrics", json::array{directive}}}},
      {"Role", role},
      {"WebSocketSessions", websocket_sessions}});
}

}  // namespace mcs::app
