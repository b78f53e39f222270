// Whether a server is one to keep speedruns on, judged by what it says of itself.
#pragma once

#include <optional>
#include <string_view>

#include "base/result.hpp"

namespace mcs::redis {

// `info` is the reply to INFO. Unavailable if the server is a replica, is still loading its data,
// is part of a Redis Cluster, or is older than 7.0.
Result<void> check_role(std::string_view info);

// The values of `appendonly` and `appendfsync`. Unavailable if an acknowledged write can be lost
// when the server dies.
Result<void> check_fsync(std::string_view appendonly, std::string_view appendfsync);

// The value of a field of INFO's reply.
std::optional<std::string_view> info_field(std::string_view info, std::string_view name);

}  // namespace mcs::redis
