#include "adapters/memory/speedrun_log.hpp"

#include <algorithm>

namespace mcs::memory {

using domain::Duration;
using domain::Instant;
using ports::Async;
using ports::LogEntry;
using ports::LogSnapshot;

namespace {

std::vector<LogEntry> entries_after(const std::vector<Bytes>& entries, Position after) {
  std::vector<LogEntry> found;
  for (auto position = after.value + 1; position <= entries.size(); ++position) {
    found.push_back({{position}, entries[position - 1]});
    if (found.size() == ports::SpeedrunLog::read_limit) break;
  }
  return found;
}

}  // namespace

Result<MemorySpeedrunLog::Log*> MemorySpeedrunLog::find(SpeedrunId id) {
  const auto found = logs_.find(id);
  if (found == logs_.end() || found->second.expires_at() <= clock_.now())
    return fail(ErrorCode::UnknownQuiz);
  return &found->second;
}

Async<Position> MemorySpeedrunLog::create(SpeedrunId id, Bytes first_entry, Duration keep_for) {
  const std::lock_guard lock(mutex_);
  const Instant now = clock_.now();
  std::erase_if(logs_, [now](const auto& log) { return log.second.expires_at() <= now; });
  const auto [log, created] = logs_.try_emplace(id);
  if (!created) co_return fail(ErrorCode::AlreadyExists);
  log->second.entries.push_back(std::move(first_entry));
  log->second.last_append = now;
  log->second.keep_for = keep_for;
  co_return Position{1};
}

Async<Position> MemorySpeedrunLog::append(SpeedrunId id, Bytes entry) {
  const std::lock_guard lock(mutex_);
  const auto log = find(id);
  if (!log) co_return fail(log.error());
  (*log)->entries.push_back(std::move(entry));
  (*log)->last_append = clock_.now();
  (*log)->readers->notify_all();
  co_return Position{(*log)->entries.size()};
}

Async<std::vector<LogEntry>> MemorySpeedrunLog::read(SpeedrunId id, Position after, Duration wait) {
  const Instant deadline = clock_.now() + wait;
  while (true) {
    std::shared_ptr<WaitingRoom> readers;
    std::uint64_t seen = 0;
    Instant wake_at = deadline;
    {
      const std::lock_guard lock(mutex_);
      const auto log = find(id);
      if (!log) co_return fail(log.error());
      auto entries = entries_after((*log)->entries, after);
      if (!entries.empty() || clock_.now() >= deadline) co_return entries;
      readers = (*log)->readers;
      seen = readers->changes();
      wake_at = std::min(deadline, (*log)->expires_at());
    }
    const auto waited = co_await readers->wait(seen, clock_, wake_at);
    if (!waited) co_return fail(waited.error());
  }
}

Async<void> MemorySpeedrunLog::save_snapshot(SpeedrunId id, LogSnapshot snapshot) {
  const std::lock_guard lock(mutex_);
  const auto log = find(id);
  if (!log) co_return fail(log.error());
  auto& kept = (*log)->snapshot;
  if (!kept || kept->position < snapshot.position) kept = std::move(snapshot);
  co_return Result<void>{};
}

Async<std::optional<LogSnapshot>> MemorySpeedrunLog::load_snapshot(SpeedrunId id) {
  const std::lock_guard lock(mutex_);
  const auto log = find(id);
  if (!log) co_return fail(log.error());
  co_return (*log)->snapshot;
}

Async<void> MemorySpeedrunLog::retire(SpeedrunId id, Duration keep_for) {
  const std::lock_guard lock(mutex_);
  const auto log = find(id);
  if (!log) co_return fail(log.error());
  if ((*log)->retired_until) co_return Result<void>{};
  (*log)->retired_until = clock_.now() + keep_for;
  (*log)->readers->notify_all();
  co_return Result<void>{};
}

Async<std::vector<SpeedrunId>> MemorySpeedrunLog::unfinished(Duration idle, std::size_t limit) {
  const std::lock_guard lock(mutex_);
  const Instant now = clock_.now();
  std::vector<std::pair<Instant, SpeedrunId>> found;
  for (const auto& [id, log] : logs_)
    if (!log.retired_until && log.expires_at() > now && now - log.last_append >= idle)
      found.emplace_back(log.last_append, id);
  std::ranges::sort(found);
  if (found.size() > limit) found.resize(limit);
  std::vector<SpeedrunId> ids;
  for (const auto& [at, id] : found) ids.push_back(id);
  co_return ids;
}

}  // namespace mcs::memory
