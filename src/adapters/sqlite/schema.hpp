// Opening a database file as what it is meant to be: locked, in the latest version of its tables,
// and durable at every commit.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>

#include "adapters/sqlite/database.hpp"
#include "adapters/sqlite/file_lock.hpp"

namespace mcs::sqlite {

struct Schema {
  std::string_view name;  // For people.
  // Tells the project's files apart, from each other and from anybody's (PRAGMA application_id).
  std::int32_t application_id;
  // The n-th leads from version n to n + 1 (PRAGMA user_version). Append only.
  std::span<const char* const> migrations;
};

// A database file that this process alone uses. Outlives its connections.
class DatabaseFile {
 public:
  // Unavailable if another process uses the file; Corrupt if it holds something else, or was
  // written by a newer version of the program.
  static Result<DatabaseFile> open(std::filesystem::path file, const Schema& schema);

  Result<Database> connect() const;

 private:
  DatabaseFile(std::filesystem::path file, FileLock lock)
      : file_(std::move(file)), lock_(std::move(lock)) {}

  std::filesystem::path file_;
  FileLock lock_;
};

}  // namespace mcs::sqlite
