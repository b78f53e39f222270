#include "adapters/dynamodb/result_store.hpp"

#include <utility>

#include "adapters/dynamodb/result_items.hpp"
#include "adapters/dynamodb/table_api.hpp"

namespace mcs::dynamodb {

using domain::SpeedrunResult;
using ports::Async;

namespace {

domain::Instant now() {
  return std::chrono::floor<domain::Duration>(std::chrono::system_clock::now());
}

}  // namespace

// Works on the service's thread.
class DynamoDbResultStore::Worker {
 public:
  explicit Worker(ResultStoreOptions options)
      : options_(std::move(options)), service_({"dynamodb", "DynamoDB_20120810"}, options_.aws) {}

  aws::Service& service() { return service_; }

  Async<void> put(SpeedrunResult result) {
    std::optional<domain::Instant> expires;
    if (options_.keep_for) expires = now() + *options_.keep_for;
    auto items = to_items(result, expires);
    auto done = co_await table_.put_all(std::move(items.parts));
    // Last, because it makes the parts a result.
    if (done) done = co_await table_.put(std::move(items.meta));
    co_return done;
  }

  Async<SpeedrunResult> get(SpeedrunId id) {
    const auto meta = co_await table_.get(meta_key(id));
    if (!meta) co_return fail(meta.error());
    if (has_expired(*meta, now())) co_return fail(ErrorCode::NotFound, "the result has expired");
    const auto prefix = parts_prefix(*meta);
    if (!prefix) co_return fail(prefix.error());
    const auto parts = co_await table_.query(id, *prefix);
    if (!parts) co_return fail(parts.error());
    co_return from_items(id, *meta, *parts);
  }

 private:
  const ResultStoreOptions options_;
  TableApi table_{service_, options_};
  // Last, so that it ends first: until then its thread uses all the others.
  aws::Service service_;
};

DynamoDbResultStore::DynamoDbResultStore(ResultStoreOptions options)
    : worker_(std::make_unique<Worker>(std::move(options))) {}

DynamoDbResultStore::~DynamoDbResultStore() = default;

Async<void> DynamoDbResultStore::put(SpeedrunResult result) {
  return worker_->service().run(worker_->put(std::move(result)));
}

Async<SpeedrunResult> DynamoDbResultStore::get(SpeedrunId id) {
  return worker_->service().run(worker_->get(id));
}

}  // namespace mcs::dynamodb
