#include "adapters/redis/scripts.hpp"

#include <charconv>

#include "base/assert.hpp"

namespace mcs::redis {

namespace {

// All times are the server's: instances' clocks may differ. Within a script time stands still, so
// keys with the same end go together.
constexpr std::string_view create_source = R"lua(
if redis.call('EXISTS', KEYS[1]) == 1 then return 0 end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('DEL', KEYS[2], KEYS[3])
redis.call('XADD', KEYS[2], '1-0', 'e', ARGV[2])
redis.call('HSET', KEYS[1], 'born', now, 'keep_for', ARGV[3])
redis.call('PEXPIREAT', KEYS[1], now + ARGV[3])
redis.call('PEXPIREAT', KEYS[2], now + ARGV[3])
redis.call('ZADD', KEYS[4], now, ARGV[1])
return 1
)lua";

// The entry is the first write: whatever makes a later one fail leaves no gap. Followers would
// learn nothing from an entry of megabytes sooner than by reading it, and Redis buffers what it
// publishes for each of them.
constexpr std::string_view append_source = R"lua(
local head = redis.call('HMGET', KEYS[1], 'born', 'keep_for', 'retired')
if not head[1] then return 0 end
local position = redis.call('XLEN', KEYS[2]) + 1
redis.call('XADD', KEYS[2], position .. '-0', 'e', ARGV[2])
if not head[3] then
  local time = redis.call('TIME')
  local now = time[1] * 1000 + math.floor(time[2] / 1000)
  for i = 1, 3 do redis.call('PEXPIREAT', KEYS[i], now + head[2]) end
  redis.call('ZADD', KEYS[4], now, ARGV[1])
end
local message = head[1] .. ' ' .. position
if #ARGV[2] <= 65536 then message = message .. ' ' .. ARGV[2] end
redis.call('PUBLISH', ARGV[3], message)
return position
)lua";

// In pages that are small if entries are large: a reply is held in memory on both sides.
constexpr std::string_view read_source = R"lua(
local born = redis.call('HGET', KEYS[1], 'born')
if not born then return {} end
local last = redis.call('XLEN', KEYS[2])
local reply = {born, redis.call('PTTL', KEYS[1]), last}
local after, size, count = tonumber(ARGV[1]), 0, 4
local most, most_bytes = tonumber(ARGV[2]) + 3, tonumber(ARGV[3])
while after < last and #reply < most and size < most_bytes do
  local page = redis.call('XRANGE', KEYS[2], string.format('%.0f-0', after + 1), '+',
                          'COUNT', math.min(count, most - #reply))
  for i = 1, #page do
    if size >= most_bytes then break end
    reply[#reply + 1] = page[i][2][2]
    size = size + #reply[#reply]
    after = after + 1
  end
  count = math.max(4, math.min(128, math.floor(count * 65536 / (size + 1))))
end
return reply
)lua";

constexpr std::string_view save_snapshot_source = R"lua(
if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
local kept = redis.call('HGET', KEYS[2], 'position')
if not kept or tonumber(kept) < tonumber(ARGV[1]) then
  redis.call('HSET', KEYS[2], 'position', ARGV[1], 'state', ARGV[2])
  redis.call('PEXPIREAT', KEYS[2], redis.call('PEXPIRETIME', KEYS[1]))
end
return 1
)lua";

constexpr std::string_view load_snapshot_source = R"lua(
if redis.call('EXISTS', KEYS[1]) == 0 then return {} end
local kept = redis.call('HMGET', KEYS[2], 'position', 'state')
if not kept[1] then return {0} end
return kept
)lua";

constexpr std::string_view retire_source = R"lua(
local born = redis.call('HGET', KEYS[1], 'born')
if not born then return 0 end
if redis.call('HSETNX', KEYS[1], 'retired', 1) == 1 then
  local time = redis.call('TIME')
  local now = time[1] * 1000 + math.floor(time[2] / 1000)
  for i = 1, 3 do redis.call('PEXPIREAT', KEYS[i], now + ARGV[2]) end
  redis.call('ZREM', KEYS[4], ARGV[1])
  redis.call('PUBLISH', ARGV[3], born .. ' 0')
end
return 1
)lua";

// Logs that expired unfinished leave their id behind: who finds one removes it.
constexpr std::string_view list_source = R"lua(
local time = redis.call('TIME')
local until_ms = time[1] * 1000 + math.floor(time[2] / 1000) - ARGV[1]
local limit = tonumber(ARGV[2])
local found, gone, offset = {}, {}, 0
repeat
  local page = redis.call('ZRANGE', KEYS[1], '-inf', until_ms, 'BYSCORE',
                          'LIMIT', offset, 100, 'WITHSCORES')
  for i = 1, #page, 2 do
    if redis.call('EXISTS', ARGV[3] .. '{' .. page[i] .. '}:head') == 0 then
      gone[#gone + 1] = page[i]
    elseif #found < 2 * limit then
      found[#found + 1] = page[i]
      found[#found + 1] = page[i + 1]
    end
  end
  offset = offset + 100
until #page < 200 or #found >= 2 * limit
for i = 1, #gone do redis.call('ZREM', KEYS[1], gone[i]) end
return found
)lua";

// Enough for one answer to a reader.
constexpr std::size_t answer_bytes = 4 * 1024 * 1024;

std::optional<std::uint64_t> take_number(std::string_view& text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{}) return {};
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return value;
}

}  // namespace

std::string_view source_of(Script script) {
  switch (script) {
    case Script::Create: return create_source;
    case Script::Append: return append_source;
    case Script::Read: return read_source;
    case Script::SaveSnapshot: return save_snapshot_source;
    case Script::LoadSnapshot: return load_snapshot_source;
    case Script::Retire: return retire_source;
    case Script::List: return list_source;
  }
  MCS_ASSERT(!"a script");
}

std::optional<SpeedrunId> Keys::speedrun_of(std::string_view channel) const {
  if (!channel.starts_with(prefix_)) return {};
  channel.remove_prefix(prefix_.size());
  if (!channel.starts_with('{') || !channel.ends_with('}')) return {};
  const auto id = AccessCode::parse(channel.substr(1, channel.size() - 2));
  if (!id) return {};
  return *id;
}

ScriptCall create_log(const Keys& keys, SpeedrunId id, Bytes entry, domain::Duration keep_for) {
  return {Script::Create,
          {keys.head(id), keys.log(id), keys.snapshot(id), keys.unfinished()},
          {id.str(), std::move(entry), std::to_string(keep_for.count())}};
}

ScriptCall append_entry(const Keys& keys, SpeedrunId id, Bytes entry) {
  return {Script::Append,
          {keys.head(id), keys.log(id), keys.snapshot(id), keys.unfinished()},
          {id.str(), std::move(entry), keys.channel(id)}};
}

ScriptCall read_entries(const Keys& keys, SpeedrunId id, Position after) {
  return {Script::Read,
          {keys.head(id), keys.log(id)},
          {std::to_string(after.value), std::to_string(ports::SpeedrunLog::read_limit),
           std::to_string(answer_bytes)}};
}

ScriptCall save_snapshot(const Keys& keys, SpeedrunId id, ports::LogSnapshot snapshot) {
  return {Script::SaveSnapshot,
          {keys.head(id), keys.snapshot(id)},
          {std::to_string(snapshot.position.value), std::move(snapshot.bytes)}};
}

ScriptCall load_snapshot(const Keys& keys, SpeedrunId id) {
  return {Script::LoadSnapshot, {keys.head(id), keys.snapshot(id)}, {}};
}

ScriptCall retire_log(const Keys& keys, SpeedrunId id, domain::Duration keep_for) {
  return {Script::Retire,
          {keys.head(id), keys.log(id), keys.snapshot(id), keys.unfinished()},
          {id.str(), std::to_string(keep_for.count()), keys.channel(id)}};
}

ScriptCall list_unfinished(const Keys& keys, domain::Duration idle, std::size_t limit) {
  return {Script::List,
          {keys.unfinished()},
          {std::to_string(idle.count()), std::to_string(limit), keys.prefix()}};
}

std::optional<Publication> parse_publication(std::string_view message) {
  const auto born = take_number(message);
  if (!born || !message.starts_with(' ')) return {};
  message.remove_prefix(1);
  const auto position = take_number(message);
  if (!position) return {};
  Publication publication{.born = *born, .position = {*position}};
  if (message.empty()) return publication;
  if (!message.starts_with(' ')) return {};
  publication.entry = Bytes(message.substr(1));
  return publication;
}

}  // namespace mcs::redis
