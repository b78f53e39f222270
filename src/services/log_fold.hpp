// Folding a speedrun from its log without clients: for the reporter, for tools and for tests.
#pragma once

#include "base/access_code.hpp"
#include "domain/speedrun.hpp"
#include "ports/speedrun_log.hpp"

namespace mcs::services {

struct FoldedLog {
  domain::Speedrun speedrun;
  Position position;
};

// The state as of the newest snapshot that can be read, or an empty one: a snapshot only saves
// work, so one from another version is passed over.
ports::Async<FoldedLog> load_snapshot(ports::SpeedrunLog& log, SpeedrunId id);

// Folds what the log has after `folded.position` by now. `folded` outlives the call; calls for one
// FoldedLog on one executor may overlap: an entry is applied once.
ports::Async<void> catch_up(ports::SpeedrunLog& log, SpeedrunId id, FoldedLog& folded);

// The whole log, as far as it goes now.
ports::Async<FoldedLog> fold_log(ports::SpeedrunLog& log, SpeedrunId id);

}  // namespace mcs::services
