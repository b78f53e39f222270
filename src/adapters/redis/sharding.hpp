// Which of several servers a speedrun is kept on: the same for every instance, whatever the order
// in which the servers are named, and nearly unchanged when a server is added or removed.
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "base/access_code.hpp"

namespace mcs::redis {

// Rendezvous hashing: the server with the highest hash of its name and the id. `servers` is not
// empty.
std::size_t server_of(SpeedrunId id, std::span<const std::string> servers);

}  // namespace mcs::redis
