// The result store on DynamoDB, for the distributed form: docs/adr/0006-dynamodb-keys.md.
#pragma once

#include <memory>

#include "adapters/dynamodb/options.hpp"
#include "ports/result_store.hpp"

namespace mcs::dynamodb {

// Any thread may call it. Destroy it before its callers' event loops.
class DynamoDbResultStore final : public ports::ResultStore {
 public:
  // Does nothing yet: a wrong table, key or endpoint shows in the first call.
  explicit DynamoDbResultStore(ResultStoreOptions options);
  // Callers that wait hear Unavailable; a put that had begun is repeated by the next one.
  ~DynamoDbResultStore() override;

  ports::Async<void> put(domain::SpeedrunResult result) override;
  ports::Async<domain::SpeedrunResult> get(SpeedrunId id) override;

 private:
  class Worker;

  std::unique_ptr<Worker> worker_;
};

}  // namespace mcs::dynamodb
