// The requests of one commit: written in one transaction, then shown to readers, then answered.
#pragma once

#include <vector>

#include "adapters/sqlite/log_index.hpp"
#include "adapters/sqlite/log_options.hpp"
#include "adapters/sqlite/log_store.hpp"
#include "adapters/sqlite/write_request.hpp"

namespace mcs::sqlite {

class Batch {
 public:
  Batch(std::vector<WriteRequest> requests, LogStore& store, LogIndex& index, domain::Instant now)
      : requests_(std::move(requests)), store_(store), index_(index), now_(now) {}

  // Writes everything and commits it. After an error nothing has been written.
  Result<void> commit();

  // After commit() succeeded: only now does anyone hear of it.
  void show_to_readers(LogIndex::Deliveries& deliveries);
  // After commit(), with what it returned.
  void answer(const Result<void>& committed, LogObserver& observer);

  std::size_t size() const { return requests_.size(); }

 private:
  // What a request came to: its entry's position (none for those that append nothing), or a
  // refusal that concerns it alone.
  using Outcome = Result<Position>;

  Result<void> write();
  // Each fails only if the whole batch must.
  Result<Outcome> write_one(SpeedrunId id, const CreateLog& request);
  Result<Outcome> write_one(SpeedrunId id, const AppendEntry& request);
  Result<Outcome> write_one(SpeedrunId id, const SaveSnapshot& request);
  Result<Outcome> write_one(SpeedrunId id, const RetireLog& request);
  Result<Outcome> append(LogIndex::Log& log, const Bytes& entry);

  LogIndex::Log* live(SpeedrunId id);
  void take_back();

  std::vector<WriteRequest> requests_;
  std::vector<Outcome> outcomes_;
  std::vector<SpeedrunId> created_;
  LogStore& store_;
  LogIndex& index_;
  const domain::Instant now_;
};

}  // namespace mcs::sqlite
