// A speedrun's result as DynamoDB items, and back: docs/adr/0006-dynamodb-keys.md.
#pragma once

#include <boost/json/object.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/result.hpp"

namespace mcs::dynamodb {

using Item = boost::json::object;

inline constexpr std::string_view partition_key = "speedrun";
inline constexpr std::string_view sort_key = "item";
inline constexpr std::string_view expiry = "expires";
inline constexpr std::string_view meta_sort_key = "meta";

// The parts are useless without the meta item, which names their version: who writes it last shows
// all of them at once, or none.
struct ResultItems {
  Item meta;
  std::vector<Item> parts;
};

// `expires`: when DynamoDB may delete them.
ResultItems to_items(const domain::SpeedrunResult& result,
                     std::optional<domain::Instant> expires = std::nullopt);

// The key of a speedrun's meta item.
Item meta_key(SpeedrunId id);
// What the sort keys of all parts of the version in `meta` begin with; Corrupt if it names none.
Result<std::string> parts_prefix(const Item& meta);
bool has_expired(const Item& meta, domain::Instant now);

// `parts` are all of the version, in the order of their keys. Corrupt if they are not whole.
Result<domain::SpeedrunResult> from_items(SpeedrunId id, const Item& meta,
                                          const std::vector<Item>& parts);

}  // namespace mcs::dynamodb
