// The result store on SQLite, for the embedded form: tables that any SQL tool can read.
#pragma once

#include <boost/asio/thread_pool.hpp>
#include <filesystem>
#include <memory>

#include "ports/result_store.hpp"

namespace mcs::sqlite {

// Reads do not wait for writes: each have a thread and a connection. Any thread may call it.
// Destroy it before its callers' event loops.
class SqliteResultStore final : public ports::ResultStore {
 public:
  // Blocks. Unavailable if another process uses the file.
  static Result<std::unique_ptr<SqliteResultStore>> open(std::filesystem::path file);
  // Waits for what was begun.
  ~SqliteResultStore() override;

  ports::Async<void> put(domain::SpeedrunResult result) override;
  ports::Async<domain::SpeedrunResult> get(SpeedrunId id) override;

 private:
  struct Tables;

  explicit SqliteResultStore(std::unique_ptr<Tables> tables);

  std::unique_ptr<Tables> tables_;
  boost::asio::thread_pool writer_{1};
  boost::asio::thread_pool reader_{1};
};

}  // namespace mcs::sqlite
