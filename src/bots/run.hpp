// A whole race of bots against a running server, from sign-on to the verified results.
#pragma once

#include <functional>
#include <string_view>

#include "base/result.hpp"
#include "bots/race.hpp"
#include "bots/report.hpp"

namespace mcs::bots {

// Waits until the race is over or its time is. Fails only if it cannot begin; what goes wrong later
// is in the report. `progress` is told what happens, one line at a time, on the caller's thread.
Result<Report> run(const Options& options, const std::function<void(std::string_view)>& progress);

}  // namespace mcs::bots
