#include "adapters/sqlite/result_store.hpp"

#include "adapters/sqlite/result_tables.hpp"
#include "ports/completion.hpp"

namespace mcs::sqlite {

using domain::SpeedrunResult;
using ports::Async;

struct SqliteResultStore::Tables {
  DatabaseFile file;
  std::unique_ptr<ResultTables> for_writing;
  std::unique_ptr<ResultTables> for_reading;
};

namespace {

Result<std::unique_ptr<ResultTables>> open_tables(const DatabaseFile& file) {
  auto database = file.connect();
  if (!database) return fail(database.error());
  return ResultTables::open(std::move(*database));
}

}  // namespace

Result<std::unique_ptr<SqliteResultStore>> SqliteResultStore::open(std::filesystem::path path) {
  auto file = DatabaseFile::open(std::move(path), result_schema);
  if (!file) return fail(file.error());
  auto for_writing = open_tables(*file);
  if (!for_writing) return fail(for_writing.error());
  auto for_reading = open_tables(*file);
  if (!for_reading) return fail(for_reading.error());
  auto tables = std::make_unique<Tables>(
      Tables{std::move(*file), std::move(*for_writing), std::move(*for_reading)});
  return std::unique_ptr<SqliteResultStore>(new SqliteResultStore(std::move(tables)));
}

SqliteResultStore::SqliteResultStore(std::unique_ptr<Tables> tables) : tables_(std::move(tables)) {}

SqliteResultStore::~SqliteResultStore() {
  writer_.join();
  reader_.join();
}

Async<void> SqliteResultStore::put(SpeedrunResult result) {
  return ports::run_on<void>(writer_.get_executor(), [this, result = std::move(result)] {
    return tables_->for_writing->put(result);
  });
}

Async<SpeedrunResult> SqliteResultStore::get(SpeedrunId id) {
  return ports::run_on<SpeedrunResult>(reader_.get_executor(),
                                       [this, id] { return tables_->for_reading->get(id); });
}

}  // namespace mcs::sqlite
