// A server's replies as they come, errors included: Boost.Redis' own response types stop at the
// first error of a batch.
#pragma once

#include <boost/redis/resp3/node.hpp>
#include <boost/system/error_code.hpp>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mcs::redis {

// One reply: a single value, or an array of values.
class Reply {
 public:
  using Node = boost::redis::resp3::node;

  bool is_error() const;
  // Of a single value, or of an error; empty for an array.
  std::string_view text() const;
  // Nothing if it is not a number.
  std::optional<std::int64_t> integer() const;

  // An array's items; a nested array's are counted as well.
  std::size_t size() const { return nodes_.empty() ? 0 : nodes_.size() - 1; }
  std::string_view item(std::size_t index) const { return nodes_[index + 1].value; }
  std::optional<std::int64_t> integer(std::size_t index) const;
  std::string take(std::size_t index) { return std::move(nodes_[index + 1].value); }

  void add(const boost::redis::resp3::node_view& node) {
    nodes_.push_back({node.data_type, node.aggregate_size, node.depth, std::string(node.value)});
  }

 private:
  std::vector<Node> nodes_;
};

// The replies to one request's commands, in their order; or pushes, one after the other.
struct Replies {
  std::vector<Reply> list;
};

// How Boost.Redis fills Replies.
class RepliesAdapter {
 public:
  explicit RepliesAdapter(Replies& replies) : list_(&replies.list) {}

  std::size_t get_supported_response_size() const {
    return std::numeric_limits<std::size_t>::max();
  }
  void operator()(std::size_t /*command*/, const boost::redis::resp3::node_view& node,
                  boost::system::error_code& /*error*/) {
    if (node.depth == 0) list_->emplace_back();
    list_->back().add(node);
  }

 private:
  std::vector<Reply>* list_;
};

// Boost.Redis' customisation point.
inline RepliesAdapter boost_redis_adapt(Replies& replies) {
  return RepliesAdapter(replies);
}

}  // namespace mcs::redis
