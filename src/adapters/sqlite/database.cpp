#include "adapters/sqlite/database.hpp"

#include <tuple>

namespace mcs::sqlite {

namespace {

ErrorCode code_of(int status) {
  switch (status & 0xFF) {
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_NOMEM:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_READONLY: return ErrorCode::Unavailable;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: return ErrorCode::Corrupt;
    default: return ErrorCode::Internal;
  }
}

std::string file_name(sqlite3* handle) {
  const char* file = sqlite3_db_filename(handle, "main");
  return file == nullptr ? std::string() : std::filesystem::path(file).filename().string();
}

}  // namespace

Error last_error(sqlite3* handle) {
  const int status = sqlite3_extended_errcode(handle);
  return {code_of(status), file_name(handle) + ": " + sqlite3_errmsg(handle) + " (SQLite " +
                               std::to_string(status) + ")"};
}

std::optional<std::int64_t> Row::optional_integer(int column) const {
  if (sqlite3_column_type(statement_, column) == SQLITE_NULL) return std::nullopt;
  return integer(column);
}

std::string_view Row::text(int column) const {
  return blob(column);
}

std::string_view Row::blob(int column) const {
  const void* data = sqlite3_column_blob(statement_, column);
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
  return {static_cast<const char*>(data), data == nullptr ? 0 : size};
}

void Statement::bind(int index, std::nullopt_t) {
  sqlite3_bind_null(statement_.get(), index);
}

void Statement::bind(int index, std::string_view text) {
  sqlite3_bind_text64(statement_.get(), index, text.data() == nullptr ? "" : text.data(),
                      text.size(), SQLITE_STATIC, SQLITE_UTF8);
}

void Statement::bind(int index, Blob blob) {
  // SQLite would take a null pointer for NULL.
  const char* data = blob.bytes.data() == nullptr ? "" : blob.bytes.data();
  sqlite3_bind_blob64(statement_.get(), index, data, blob.bytes.size(), SQLITE_STATIC);
}

Result<void> Statement::finish(int status) {
  Result<void> result;
  if (status != SQLITE_DONE && status != SQLITE_ROW)
    result = fail(last_error(sqlite3_db_handle(statement_.get())));
  sqlite3_reset(statement_.get());
  return result;
}

Result<Database> Database::open(const std::filesystem::path& file) {
  sqlite3* handle = nullptr;
  const int status =
      sqlite3_open_v2(file.c_str(), &handle,
                      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
  Database database(handle);
  if (handle == nullptr) return fail(ErrorCode::Unavailable, "out of memory");
  if (status != SQLITE_OK)
    return fail(ErrorCode::Unavailable,
                "cannot open " + file.string() + ": " + sqlite3_errmsg(handle));
  // Only a person who looks into the file with another tool makes us wait.
  sqlite3_busy_timeout(handle, 5'000);
  for (const auto& [statement, sql] :
       {std::pair{&database.begin_, "BEGIN IMMEDIATE"}, std::pair{&database.commit_, "COMMIT"},
        std::pair{&database.rollback_, "ROLLBACK"}}) {
    auto prepared = database.prepare(sql);
    if (!prepared) return fail(prepared.error());
    *statement = std::move(*prepared);
  }
  return database;
}

Result<void> Database::execute(const std::string& sql) {
  if (sqlite3_exec(handle(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
    return fail(last_error(handle()));
  return {};
}

Result<Statement> Database::prepare(std::string_view sql) {
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v3(handle(), sql.data(), static_cast<int>(sql.size()),
                         SQLITE_PREPARE_PERSISTENT, &statement, nullptr) != SQLITE_OK)
    return fail(last_error(handle()));
  return Statement(statement);
}

Result<std::string> Database::query_text(std::string_view sql) {
  auto statement = prepare(sql);
  if (!statement) return fail(statement.error());
  std::string text;
  const auto done = statement->each([&text](Row row) {
    text = row.text(0);
    return false;
  });
  if (!done) return fail(done.error());
  return text;
}

Result<std::int64_t> Database::query_integer(std::string_view sql) {
  auto statement = prepare(sql);
  if (!statement) return fail(statement.error());
  std::int64_t value = 0;
  const auto done = statement->each([&value](Row row) {
    value = row.integer(0);
    return false;
  });
  if (!done) return fail(done.error());
  return value;
}

Result<void> Database::extend_write_ahead_log(int pages) {
  const auto page_size = query_integer("PRAGMA page_size");
  if (!page_size) return fail(page_size.error());
  const auto size = std::to_string(pages * *page_size);
  // A transaction of that size does it; dropped in the same one, nothing would be written.
  return execute(
      "DROP TABLE IF EXISTS filling;"
      "CREATE TABLE filling (zeroes BLOB);"
      "INSERT INTO filling VALUES (zeroblob(" +
      size +
      "));"
      "DROP TABLE filling;"
      "PRAGMA wal_checkpoint(RESTART)");
}

Result<void> Database::checkpoint() {
  const int status =
      sqlite3_wal_checkpoint_v2(handle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
  // Somebody else is at it.
  if (status == SQLITE_OK || status == SQLITE_BUSY) return {};
  return fail(last_error(handle()));
}

Statement Preparer::operator()(std::string_view sql) {
  auto statement = database_.prepare(sql);
  if (statement) return std::move(*statement);
  result_ = fail(statement.error());
  return Statement(nullptr);
}

Result<Transaction> Transaction::begin(Database& database) {
  if (auto begun = database.begin_.run(); !begun) return fail(begun.error());
  return Transaction(database);
}

Transaction::~Transaction() {
  // SQLite itself has already rolled back after some failures.
  if (database_ != nullptr && sqlite3_get_autocommit(database_->handle()) == 0)
    std::ignore = database_->rollback_.run();
}

Result<void> Transaction::commit() {
  if (auto committed = database_->commit_.run(); !committed) return committed;
  database_ = nullptr;
  return {};
}

}  // namespace mcs::sqlite
