// What a finished speedrun's log says: for the reporter, for tools and for tests.
#pragma once

#include "base/access_code.hpp"
#include "domain/result.hpp"
#include "ports/async.hpp"
#include "ports/question_set_store.hpp"
#include "ports/speedrun_log.hpp"

namespace mcs::services {

// The result, folded from the log. Corrupt while the speedrun goes on, and if its question set does
// not fit; otherwise the errors of the log and the store.
ports::Async<domain::SpeedrunResult> replay(ports::SpeedrunLog& log,
                                            ports::QuestionSetStore& question_sets, SpeedrunId id);

}  // namespace mcs::services
