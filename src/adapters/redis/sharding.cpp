#include "adapters/redis/sharding.hpp"

#include <cstdint>

#include "base/assert.hpp"

namespace mcs::redis {

namespace {

// Not std::hash: instances of different builds must agree. FNV-1a, and the finalizer of
// MurmurHash3, without which names that differ in one character would share their order.
std::uint64_t hash(std::string_view server, std::string_view id) {
  std::uint64_t value = 14695981039346656037U;
  for (const auto part : {server, id})
    for (const char c : part) value = (value ^ static_cast<std::uint8_t>(c)) * 1099511628211U;
  value = (value ^ (value >> 33)) * 0xff51afd7ed558ccdU;
  value = (value ^ (value >> 33)) * 0xc4ceb9fe1a85ec53U;
  return value ^ (value >> 33);
}

}  // namespace

std::size_t server_of(SpeedrunId id, std::span<const std::string> servers) {
  MCS_ASSERT(!servers.empty());
  std::size_t best = 0;
  for (std::size_t i = 1; i < servers.size(); ++i)
    if (hash(servers[i], id.text()) > hash(servers[best], id.text())) best = i;
  return best;
}

}  // namespace mcs::redis
