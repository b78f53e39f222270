// What the process does from its start to its end.
#pragma once

#include "config.hpp"

namespace mcs::app {

// Runs until SIGINT or SIGTERM; the process's exit status.
int run(const Config& config);

}  // namespace mcs::app
