#include "adapters/dynamodb/table_api.hpp"

#include <algorithm>
#include <iterator>

#include "adapters/dynamodb/attributes.hpp"

namespace mcs::dynamodb {

using ports::Async;

namespace {

// DynamoDB's limit.
constexpr std::size_t batch_size = 25;

const json::value* find(const json::object& object, std::initializer_list<std::string_view> path) {
  const json::object* at = &object;
  const json::value* found = nullptr;
  for (const auto name : path) {
    if (at == nullptr) return nullptr;
    found = at->if_contains(name);
    if (found == nullptr) return nullptr;
    at = found->if_object();
  }
  return found;
}

json::object key_attribute(std::string_view name) {
  return {{"AttributeName", name}, {"AttributeType", "S"}};
}

json::object key_element(std::string_view name, std::string_view type) {
  return {{"AttributeName", name}, {"KeyType", type}};
}

json::value put_request(Item item) {
  json::object put{{"Item", std::move(item)}};
  return {{"PutRequest", std::move(put)}};
}

}  // namespace

Async<json::object> TableApi::call(std::string action, json::object body) {
  if (const auto ready = co_await make_ready(); !ready) co_return fail(ready.error());
  auto reply = co_await service_.call(std::move(action), std::move(body));
  if (!reply) co_return fail(reply.error().error);
  co_return std::move(*reply);
}

Async<void> TableApi::put(Item item) {
  json::object request{{"TableName", options_.table}, {"Item", std::move(item)}};
  const auto reply = co_await call("PutItem", std::move(request));
  if (!reply) co_return fail(reply.error());
  co_return Result<void>{};
}

Async<void> TableApi::put_all(std::vector<Item> items) {
  json::array waiting;
  for (auto& item : items) waiting.push_back(put_request(std::move(item)));
  int failed = 0;  // Batches in a row of which nothing was put.
  while (!waiting.empty()) {
    const auto size = static_cast<std::ptrdiff_t>(std::min(waiting.size(), batch_size));
    const auto rest = waiting.end() - size;
    json::array batch(std::make_move_iterator(rest), std::make_move_iterator(waiting.end()));
    waiting.erase(rest, waiting.end());
    const std::size_t tried = batch.size();
    auto unprocessed = co_await put_batch(std::move(batch));
    if (!unprocessed) co_return fail(unprocessed.error());
    std::ranges::move(*unprocessed, std::back_inserter(waiting));
    if (unprocessed->empty()) {
      failed = 0;
      continue;
    }
    // The table is being written to its limit.
    failed = unprocessed->size() < tried ? 1 : failed + 1;
    const bool again = co_await service_.back_off(failed);
    if (!again) co_return fail(ErrorCode::Overloaded, "DynamoDB takes no more items now");
  }
  co_return Result<void>{};
}

Async<json::array> TableApi::put_batch(json::array requests) {
  json::object items{{options_.table, std::move(requests)}};
  json::object request{{"RequestItems", std::move(items)}};
  auto reply = co_await call("BatchWriteItem", std::move(request));
  if (!reply) co_return fail(reply.error());
  const auto* const unprocessed = find(*reply, {"UnprocessedItems", options_.table});
  if (unprocessed == nullptr || !unprocessed->is_array()) co_return json::array();
  co_return unprocessed->get_array();
}

Async<Item> TableApi::get(Item key) {
  json::object request{
      {"TableName", options_.table}, {"Key", std::move(key)}, {"ConsistentRead", true}};
  const auto reply = co_await call("GetItem", std::move(request));
  if (!reply) co_return fail(reply.error());
  const auto* const item = find(*reply, {"Item"});
  if (item == nullptr || !item->is_object())
    co_return fail(ErrorCode::NotFound, "there is no such item");
  co_return item->get_object();
}

Async<std::vector<Item>> TableApi::query(SpeedrunId id, std::string prefix) {
  json::object request{
      {"TableName", options_.table},
      {"ConsistentRead", true},
      {"KeyConditionExpression", "#partition = :speedrun AND begins_with(#sort, :prefix)"},
      {"ExpressionAttributeNames", {{"#partition", partition_key}, {"#sort", sort_key}}},
      {"ExpressionAttributeValues", {{":speedrun", text(id.text())}, {":prefix", text(prefix)}}}};
  std::vector<Item> items;
  while (true) {
    auto page = co_await call("Query", request);
    if (!page) co_return fail(page.error());
    if (auto* const found = page->if_contains("Items"); found != nullptr && found->is_array())
      for (auto& item : found->get_array())
        if (item.is_object()) items.push_back(std::move(item.get_object()));
    const auto* const last = find(*page, {"LastEvaluatedKey"});
    if (last == nullptr || !last->is_object()) co_return items;
    request["ExclusiveStartKey"] = *last;
  }
}

// --- For tests and stands ---

Async<void> TableApi::make_ready() {
  if (ready_ || !options_.create_if_missing) co_return Result<void>{};
  if (auto done = co_await create(); !done) co_return done;
  if (auto done = co_await wait_until_active(); !done) co_return done;
  ready_ = true;
  co_return Result<void>{};
}

Async<void> TableApi::create() {
  const json::array keys{key_element(partition_key, "HASH"), key_element(sort_key, "RANGE")};
  const json::array hosts_keys{key_element("host", "HASH"), key_element("finished_ms", "RANGE")};
  const json::object hosts{{"IndexName", "by-host"},
                           {"KeySchema", hosts_keys},
                           {"Projection", {{"ProjectionType", "KEYS_ONLY"}}}};
  json::object finished = key_attribute("finished_ms");
  finished["AttributeType"] = "N";
  const json::array attributes{key_attribute(partition_key), key_attribute(sort_key),
                               key_attribute("host"), finished};
  json::object request{{"TableName", options_.table},
                       {"BillingMode", "PAY_PER_REQUEST"},
                       {"AttributeDefinitions", attributes},
                       {"KeySchema", keys},
                       {"GlobalSecondaryIndexes", json::array{hosts}}};
  const auto reply = co_await service_.call("CreateTable", std::move(request));
  if (!reply && reply.error().code != "ResourceInUseException") co_return fail(reply.error().error);
  co_return Result<void>{};
}

Async<void> TableApi::wait_until_active() {
  for (int asked = 1;; ++asked) {
    json::object request{{"TableName", options_.table}};
    const auto about = co_await service_.call("DescribeTable", std::move(request));
    if (!about) co_return fail(about.error().error);
    const auto* const status = find(*about, {"Table", "TableStatus"});
    if (status != nullptr && *status == "ACTIVE") co_return Result<void>{};
    const bool again = co_await service_.back_off(asked);
    if (!again) co_return fail(ErrorCode::Unavailable, "the table does not become active");
  }
}

}  // namespace mcs::dynamodb
