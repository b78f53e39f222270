// One HTTP exchange at a time, waiting for it: for what is done once, before and after the race.
#pragma once

#include <string>

#include "base/result.hpp"
#include "bots/address.hpp"

namespace mcs::bots {

struct Reply {
  int status;
  std::string body;
};

// On a connection of its own. Unavailable if there is none, or no whole reply within 30 s.
Result<Reply> fetch(const Server& server, const std::string& request);

}  // namespace mcs::bots
