// A thin layer over SQLite's C API: connections, prepared statements and transactions, with
// SQLite's errors as Error. Knows no table. Each connection is used by one thread at a time.
#pragma once

#include <concepts>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <sqlite3.h>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "base/result.hpp"

namespace mcs::sqlite {

// Bytes as a parameter; a plain string_view is bound as text.
struct Blob {
  std::string_view bytes;
};

// The row that a query stands on; views are valid until the query goes on.
class Row {
 public:
  explicit Row(sqlite3_stmt* statement) : statement_(statement) {}

  std::int64_t integer(int column) const { return sqlite3_column_int64(statement_, column); }
  std::optional<std::int64_t> optional_integer(int column) const;
  std::string_view text(int column) const;
  std::string_view blob(int column) const;

 private:
  sqlite3_stmt* statement_;
};

// Prepared once, run often. Moved-from statements may only be destroyed.
class Statement {
 public:
  explicit Statement(sqlite3_stmt* statement) : statement_(statement) {}

  // Runs a statement that yields no rows. Strings must outlive the call only.
  template <class... Parameters>
  Result<void> run(const Parameters&... parameters) {
    bind_all(parameters...);
    return finish(sqlite3_step(statement_.get()));
  }

  // Calls `use` with each Row. It may return nothing, or a bool or Result<bool>: false ends the
  // query, an error fails it.
  template <class Use, class... Parameters>
  Result<void> each(Use use, const Parameters&... parameters) {
    bind_all(parameters...);
    int status = sqlite3_step(statement_.get());
    for (; status == SQLITE_ROW; status = sqlite3_step(statement_.get())) {
      if constexpr (std::same_as<decltype(use(std::declval<Row>())), void>) {
        use(Row(statement_.get()));
      } else {
        const Result<bool> go_on = use(Row(statement_.get()));
        if (go_on && *go_on) continue;
        std::ignore = finish(status);
        return go_on ? Result<void>() : fail(go_on.error());
      }
    }
    return finish(status);
  }

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };

  template <class... Parameters>
  void bind_all(const Parameters&... parameters) {
    int index = 0;
    (bind(++index, parameters), ...);
  }
  template <std::integral T>
  void bind(int index, T value) {
    sqlite3_bind_int64(statement_.get(), index, static_cast<std::int64_t>(value));
  }
  template <class T>
  void bind(int index, const std::optional<T>& value) {
    value ? bind(index, *value) : bind(index, std::nullopt);
  }
  void bind(int index, std::nullopt_t);
  void bind(int index, std::string_view text);
  void bind(int index, Blob blob);

  // Resets the statement; `status` is what its last step returned.
  Result<void> finish(int status);

  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

class Database {
 public:
  // Makes the file if it is missing.
  static Result<Database> open(const std::filesystem::path& file);

  // Runs statements, separated by semicolons, that yield no rows of interest.
  Result<void> execute(const std::string& sql);
  Result<Statement> prepare(std::string_view sql);
  // The first column of the first row.
  Result<std::string> query_text(std::string_view sql);
  Result<std::int64_t> query_integer(std::string_view sql);

  // Makes the write-ahead log's file at least this large, and empties it for use from its
  // beginning.
  Result<void> extend_write_ahead_log(int pages);
  // Copies what the write-ahead log holds into the file, as far as no reader needs it there.
  Result<void> checkpoint();

  std::int64_t last_insert_row() const { return sqlite3_last_insert_rowid(handle_.get()); }
  // By the latest statement.
  int changed_rows() const { return sqlite3_changes(handle_.get()); }
  sqlite3* handle() const { return handle_.get(); }

 private:
  friend class Transaction;

  struct Close {
    void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
  };

  explicit Database(sqlite3* handle) : handle_(handle) {}

  std::unique_ptr<sqlite3, Close> handle_;
  Statement begin_{nullptr};
  Statement commit_{nullptr};
  Statement rollback_{nullptr};
};

// Prepares a set of statements; whether all of it worked is asked once, at the end.
class Preparer {
 public:
  explicit Preparer(Database& database) : database_(database) {}

  Statement operator()(std::string_view sql);
  const Result<void>& result() const { return result_; }

 private:
  Database& database_;
  Result<void> result_;
};

// What went wrong last on this connection: Unavailable where trying again may help (disk full,
// input/output, locks), Corrupt where the file is broken, otherwise Internal.
Error last_error(sqlite3* handle);

// Everything between begin() and a commit() that succeeds, or nothing.
class Transaction {
 public:
  // Takes the write lock at once, so that no later statement can fail for want of it.
  static Result<Transaction> begin(Database& database);
  Transaction(Transaction&& other) noexcept : database_(std::exchange(other.database_, nullptr)) {}
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();

  Result<void> commit();

 private:
  explicit Transaction(Database& database) : database_(&database) {}

  Database* database_;
};

}  // namespace mcs::sqlite
