// The result store's tables. Synchronous; used by one thread.
#pragma once

#include <memory>

#include "adapters/sqlite/database.hpp"
#include "adapters/sqlite/schema.hpp"
#include "domain/result.hpp"

namespace mcs::sqlite {

extern const Schema result_schema;

class ResultTables {
 public:
  static Result<std::unique_ptr<ResultTables>> open(Database database);

  // Replaces what there was.
  Result<void> put(const domain::SpeedrunResult& result);
  // NotFound if there is none.
  Result<domain::SpeedrunResult> get(SpeedrunId id);

 private:
  struct Statements {
    Statement begin_reading, end_reading;
    Statement find, delete_result, delete_categories, delete_questions, delete_options,
        delete_participants;
    Statement add_result, add_category, add_question, add_option, add_participant;
    Statement result, categories, questions, options, participants;
  };

  ResultTables(Database database, Statements statements)
      : database_(std::move(database)), statements_(std::move(statements)) {}

  Result<void> erase(SpeedrunId id);
  Result<void> add(const domain::SpeedrunResult& result);
  Result<void> add_questions(std::int64_t row, const domain::SpeedrunResult& result);
  Result<void> add_participants(std::int64_t row, const domain::SpeedrunResult& result);

  Result<domain::SpeedrunResult> read(SpeedrunId id);
  Result<std::int64_t> read_result(SpeedrunId id, domain::SpeedrunResult& result);
  Result<void> read_questions(std::int64_t row, domain::SpeedrunResult& result);
  Result<void> read_participants(std::int64_t row, domain::SpeedrunResult& result);

  Database database_;
  Statements statements_;
};

}  // namespace mcs::sqlite
