// A Lambda function on the completion queue. A job that fails comes again by itself and does not
// take the rest of its batch with it; one that can never be done ends among the dead letters.
#pragma once

#include "base/access_code.hpp"
#include "function_loop.hpp"
#include "ports/async.hpp"
#include "ports/clock.hpp"
#include "ports/journal.hpp"

namespace mcs::lambda {

using Report = std::function<ports::Async<void>(SpeedrunId)>;

// The journal outlives it.
Handler report_function(Report report, ports::Journal& journal);

}  // namespace mcs::lambda
