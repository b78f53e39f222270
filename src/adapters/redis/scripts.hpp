// What the log does on the server: one Lua script an operation, each of them atomic.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/access_code.hpp"
#include "domain/time.hpp"
#include "ports/speedrun_log.hpp"

namespace mcs::redis {

enum class Script : std::uint8_t { Create, Append, Read, SaveSnapshot, LoadSnapshot, Retire, List };
inline constexpr std::size_t script_count = 7;

std::string_view source_of(Script script);

// A script with what it works on. Returned numbers and arrays are told at each maker.
struct ScriptCall {
  Script script;
  std::vector<std::string> keys;
  std::vector<std::string> arguments;
};

// The names of a speedrun's keys. Those of one speedrun hash to one slot of a Redis Cluster.
class Keys {
 public:
  explicit Keys(std::string prefix) : prefix_(std::move(prefix)) {}

  // A hash: `born` (ms, distinguishes logs of the same code), `keep_for` (ms) and, once retired,
  // `retired`. Where there is none there is no log.
  std::string head(SpeedrunId id) const { return channel(id) + ":head"; }
  // A stream: entry n has the id n-0, so its length is the last position.
  std::string log(SpeedrunId id) const { return channel(id) + ":log"; }
  // A hash: `position` and `state`.
  std::string snapshot(SpeedrunId id) const { return channel(id) + ":snapshot"; }
  // Where entries are published.
  std::string channel(SpeedrunId id) const { return prefix_ + '{' + id.str() + '}'; }
  // A sorted set of what is unfinished, by the time of the last append (ms).
  std::string unfinished() const { return prefix_ + "unfinished"; }
  const std::string& prefix() const { return prefix_; }
  // Nothing if it is another program's.
  std::optional<SpeedrunId> speedrun_of(std::string_view channel) const;

 private:
  std::string prefix_;
};

// 1, or 0 if there is one.
ScriptCall create_log(const Keys& keys, SpeedrunId id, Bytes entry, domain::Duration keep_for);
// The position, or 0 if there is no such log.
ScriptCall append_entry(const Keys& keys, SpeedrunId id, Bytes entry);
// [born, milliseconds to live or -1, last position, entry, entry, ...]; [] if there is no such log.
ScriptCall read_entries(const Keys& keys, SpeedrunId id, Position after);
// 1, or 0 if there is no such log.
ScriptCall save_snapshot(const Keys& keys, SpeedrunId id, ports::LogSnapshot snapshot);
// [position, state], [0] if there is none, [] if there is no such log.
ScriptCall load_snapshot(const Keys& keys, SpeedrunId id);
// 1, or 0 if there is no such log.
ScriptCall retire_log(const Keys& keys, SpeedrunId id, domain::Duration keep_for);
// [id, time of the last append (ms), id, time, ...], the longest idle first.
ScriptCall list_unfinished(const Keys& keys, domain::Duration idle, std::size_t limit);

// A published entry. Without position: look into the log. Without entry: it is too large to be
// published.
struct Publication {
  std::uint64_t born = 0;
  Position position;
  std::optional<Bytes> entry;

  friend bool operator==(const Publication&, const Publication&) = default;
};
std::optional<Publication> parse_publication(std::string_view message);

}  // namespace mcs::redis
