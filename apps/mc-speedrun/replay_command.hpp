// `mc-speedrun replay CODE`: a finished speedrun's result, folded from its log.
#pragma once

#include "config.hpp"

namespace mcs::app {

// Prints the result as `GET /speedruns/{quiz_id}/results` would; changes nothing. Gives the
// process's exit status.
int replay(const Config& config);

}  // namespace mcs::app
