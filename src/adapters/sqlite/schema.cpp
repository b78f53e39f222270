#include "adapters/sqlite/schema.hpp"

#include <string>

namespace mcs::sqlite {

namespace {

// journal_mode comes first: it is the only one that the file remembers.
// synchronous=FULL: a commit returns when the log file is on disk, also on power loss.
// secure_delete: Debian compiles it in; overwriting what is deleted would double the writing.
constexpr const char* connection_settings =
    "PRAGMA journal_mode = WAL;"
    "PRAGMA synchronous = FULL;"
    "PRAGMA secure_delete = OFF;"
    "PRAGMA temp_store = MEMORY;"
    "PRAGMA cache_size = -8192;"
    "PRAGMA journal_size_limit = 67108864;";

Result<void> configure(Database& database, const std::filesystem::path& file) {
  if (auto set = database.execute(connection_settings); !set) return set;
  const auto mode = database.query_text("PRAGMA journal_mode");
  if (!mode) return fail(mode.error());
  if (*mode != "wal")
    return fail(ErrorCode::Unavailable,
                "the file system of " + file.string() +
                    " has no shared memory for SQLite's write-ahead log: use a local disk");
  return {};
}

Result<void> check_identity(Database& database, const std::filesystem::path& file,
                            const Schema& schema) {
  const auto id = database.query_integer("PRAGMA application_id");
  if (!id) return fail(id.error());
  const auto tables = database.query_integer("SELECT count(*) FROM sqlite_schema");
  if (!tables) return fail(tables.error());
  const bool fresh = *id == 0 && *tables == 0;
  if (!fresh && *id != schema.application_id)
    return fail(ErrorCode::Corrupt,
                file.string() + " is a database, but not a " + std::string(schema.name));
  return {};
}

Result<void> migrate(Database& database, const std::filesystem::path& file, const Schema& schema) {
  const auto version = database.query_integer("PRAGMA user_version");
  if (!version) return fail(version.error());
  const auto latest = static_cast<std::int64_t>(schema.migrations.size());
  if (*version > latest)
    return fail(ErrorCode::Corrupt,
                file.string() + " was written by a newer version of this program (format " +
                    std::to_string(*version) + ", this one knows " + std::to_string(latest) +
                    "): use that version, or another data directory");
  if (*version == latest) return {};

  auto transaction = Transaction::begin(database);
  if (!transaction) return fail(transaction.error());
  std::string script;
  for (auto n = static_cast<std::size_t>(*version); n < schema.migrations.size(); ++n)
    script += schema.migrations[n];
  script += "PRAGMA application_id = " + std::to_string(schema.application_id) + ';';
  script += "PRAGMA user_version = " + std::to_string(latest) + ';';
  if (auto done = database.execute(script); !done) return done;
  return transaction->commit();
}

}  // namespace

Result<DatabaseFile> DatabaseFile::open(std::filesystem::path file, const Schema& schema) {
  auto lock = FileLock::acquire(file.string() + ".lock");
  if (!lock)
    return fail(lock.error().code, "the " + std::string(schema.name) +
                                       " cannot be opened: " + lock.error().detail +
                                       ". Stop that one, or use another data directory.");
  auto database = Database::open(file);
  if (!database) return fail(database.error());
  // Before anything is changed: it may be somebody else's.
  if (auto done = check_identity(*database, file, schema); !done) return fail(done.error());
  if (auto done = configure(*database, file); !done) return fail(done.error());
  if (auto done = migrate(*database, file, schema); !done) return fail(done.error());
  return DatabaseFile(std::move(file), std::move(*lock));
}

Result<Database> DatabaseFile::connect() const {
  auto database = Database::open(file_);
  if (!database) return database;
  if (auto done = configure(*database, file_); !done) return fail(done.error());
  return database;
}

}  // namespace mcs::sqlite
