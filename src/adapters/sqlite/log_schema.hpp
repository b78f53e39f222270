// The tables of the speedrun log.
#pragma once

#include "adapters/sqlite/schema.hpp"

namespace mcs::sqlite {

// What is appended goes to the end of `journal`, whatever speedrun it belongs to: a commit writes a
// page or two, not one for each speedrun. From time to time the journal is compacted: each
// speedrun's entries move into `chunks`, where they lie together.
extern const Schema log_schema;

}  // namespace mcs::sqlite
