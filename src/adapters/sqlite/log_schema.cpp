#include "adapters/sqlite/log_schema.hpp"

#include <array>

namespace mcs::sqlite {

namespace {

// Times are milliseconds since 1970.
constexpr auto migrations = std::to_array<const char*>({R"sql(
CREATE TABLE speedruns (
  id INTEGER PRIMARY KEY,
  code TEXT UNIQUE,               -- NULL: expired, being purged
  keep_for_ms INTEGER NOT NULL,
  last_position INTEGER NOT NULL, -- as of the last compaction, like the next
  last_append_ms INTEGER NOT NULL,
  retired_until_ms INTEGER
) STRICT;

CREATE TABLE journal (
  sequence INTEGER PRIMARY KEY,
  speedrun INTEGER NOT NULL,
  position INTEGER NOT NULL,
  appended_ms INTEGER NOT NULL,
  entry BLOB NOT NULL
) STRICT;

CREATE TABLE chunks (
  speedrun INTEGER NOT NULL,
  last_position INTEGER NOT NULL,
  first_position INTEGER NOT NULL,
  entries BLOB NOT NULL,
  PRIMARY KEY (speedrun, last_position)
) STRICT;

CREATE TABLE snapshots (
  speedrun INTEGER PRIMARY KEY,
  position INTEGER NOT NULL,
  state BLOB NOT NULL
) STRICT;
)sql"});

}  // namespace

const Schema log_schema{"speedrun log", 0x6D63736C /* mcsl */, migrations};

}  // namespace mcs::sqlite
