// `mc-speedrun serve`: every role in one process, on the embedded adapters.
#pragma once

#include "config.hpp"

namespace mcs::app {

// Runs until SIGINT or SIGTERM; the process's exit status.
int serve(const ServeConfig& config);

}  // namespace mcs::app
