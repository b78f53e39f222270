// The DynamoDB actions on one table: whole batches, whole queries. Knows no attributes but the
// keys.
#pragma once

#include <string>
#include <vector>

#include "adapters/aws/service.hpp"
#include "adapters/dynamodb/options.hpp"
#include "adapters/dynamodb/result_items.hpp"

namespace mcs::dynamodb {

// For the service's thread.
class TableApi {
 public:
  TableApi(aws::Service& service, const ResultStoreOptions& options)
      : service_(service), options_(options) {}

  // Replaces an item with the same key.
  ports::Async<void> put(Item item);
  // In no order; when it fails, some may have been put.
  ports::Async<void> put_all(std::vector<Item> items);
  // Consistent reads. NotFound if there is no such item.
  ports::Async<Item> get(Item key);
  // All items of a speedrun whose sort keys begin so, in their order.
  ports::Async<std::vector<Item>> query(SpeedrunId id, std::string prefix);

 private:
  ports::Async<boost::json::array> put_batch(boost::json::array requests);
  ports::Async<boost::json::object> call(std::string action, boost::json::object body);
  ports::Async<void> make_ready();
  ports::Async<void> create();
  ports::Async<void> wait_until_active();

  aws::Service& service_;
  const ResultStoreOptions& options_;
  bool ready_ = false;  // The table is known to be there.
};

}  // namespace mcs::dynamodb
