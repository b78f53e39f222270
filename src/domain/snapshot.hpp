// A speedrun's state as bytes, so that a long log need not be folded from its start. Two states
// are equal exactly if their snapshots are: tests and the simulator compare instances by them.
#pragma once

#include <string_view>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "domain/speedrun.hpp"

namespace mcs::domain {

Bytes encode_snapshot(const Speedrun& speedrun);

// ErrorCode::Corrupt for malformed bytes and for versions this build does not know: the caller
// then folds the log from its start.
Result<Speedrun> decode_snapshot(std::string_view bytes);

}  // namespace mcs::domain
