// The completion queue's tables. Synchronous; used by one thread.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "adapters/sqlite/database.hpp"
#include "adapters/sqlite/schema.hpp"
#include "domain/time.hpp"
#include "ports/completion_queue.hpp"

namespace mcs::sqlite {

extern const Schema queue_schema;

class JobTable {
 public:
  using Jobs = std::vector<ports::CompletionJob>;

  static Result<std::unique_ptr<JobTable>> open(Database database);

  // Does nothing if the speedrun has a job already.
  Result<void> add(SpeedrunId speedrun, domain::Instant now);
  // Those that are visible, hidden until `hidden_until` from now on. Those that were delivered
  // `max_attempts` times go to the dead letters instead.
  Result<Jobs> take(std::size_t limit, domain::Instant now, domain::Instant hidden_until,
                    std::uint32_t max_attempts);
  // When the next job becomes visible, if there is one.
  Result<std::optional<domain::Instant>> next_visible();

  // False if the receipt is not that of the latest delivery, or that is over at `now`.
  Result<bool> hide(const std::string& receipt, domain::Instant now, domain::Instant until);
  Result<void> remove(const std::string& receipt);
  // Visible again at `at`, or among the dead letters if its deliveries are used up.
  Result<void> release(const std::string& receipt, domain::Instant now, domain::Instant at,
                       std::uint32_t max_attempts);
  Result<std::size_t> count();

 private:
  struct Statements {
    Statement add, visible, deliver, bury, delete_buried, next_visible;
    Statement hide, remove, release, count;
  };

  JobTable(Database database, Statements statements)
      : database_(std::move(database)), statements_(std::move(statements)) {}

  Result<void> bury_exhausted(domain::Instant now, std::uint32_t max_attempts);

  Database database_;
  Statements statements_;
};

}  // namespace mcs::sqlite
