#include "adapters/sqlite/log_index.hpp"

#include <algorithm>

#include "base/assert.hpp"

namespace mcs::sqlite {

using domain::Duration;
using domain::Instant;

Instant expires_at(const LogHead& head) {
  return head.retired_until.value_or(head.last_append + head.keep_for);
}

namespace {

// With the string that holds it.
std::size_t size_in_tail(const Bytes& entry) {
  return entry.size() + sizeof entry;
}

}  // namespace

// --- For any thread ---

bool LogIndex::is_visible(const Log& log, Instant now) {
  return log.head.last != Position{} && expires_at(log.head) > now;
}

Result<const LogIndex::Log*> LogIndex::visible(SpeedrunId id, Instant now) const {
  if (closed_) return fail(ErrorCode::Unavailable, "the speedrun log is closed");
  const auto log = logs_.find(id);
  if (log == logs_.end() || !is_visible(log->second, now)) return fail(ErrorCode::UnknownQuiz);
  return &log->second;
}

Result<LogIndex::Found> LogIndex::find_entries(SpeedrunId id, Position after, Instant now) const {
  const std::lock_guard lock(mutex_);
  const auto log = visible(id, now);
  if (!log) return fail(log.error());
  return found_in(**log, after);
}

Result<LogRow> LogIndex::find_row(SpeedrunId id, Instant now) const {
  const std::lock_guard lock(mutex_);
  const auto log = visible(id, now);
  if (!log) return fail(log.error());
  return (*log)->head.row;
}

LogIndex::Found LogIndex::found_in(const Log& log, Position after) {
  Entries entries;
  if (after >= log.head.last) return entries;
  const std::uint64_t first_in_tail = log.head.last.value - log.tail.size() + 1;
  if (after.value + 1 < first_in_tail) return Stored{log.head.row, after};
  std::size_t size = 0;
  for (auto position = after.value + 1; position <= log.head.last.value; ++position) {
    const Bytes& entry = log.tail[static_cast<std::size_t>(position - first_in_tail)];
    if (entries.size() == ports::SpeedrunLog::read_limit || size >= answer_bytes) break;
    entries.push_back({{position}, entry});
    size += entry.size();
  }
  return entries;
}

void LogIndex::wait(WaitKey key, SpeedrunId id, Position after, Instant now,
                    ports::Completion<Entries> reader, Deliveries& deliveries) {
  const std::lock_guard lock(mutex_);
  if (const auto log = visible(id, now); !log) {
    deliveries.push_back({std::move(reader), fail(log.error())});
  } else if ((*log)->head.last > after) {
    deliveries.push_back({std::move(reader), found_in(**log, after)});
  } else {
    logs_.find(id)->second.waiting.push_back(key);
    waiters_.emplace(key, Waiter{id, after, std::move(reader)});
  }
}

void LogIndex::abandon(WaitKey key, Deliveries& deliveries) {
  const std::lock_guard lock(mutex_);
  const auto waiter = waiters_.find(key);
  if (waiter == waiters_.end()) return;
  std::erase(logs_.find(waiter->second.id)->second.waiting, key);
  end_wait(waiter, Entries{}, deliveries);
}

std::vector<SpeedrunId> LogIndex::unfinished(Instant now, Duration idle, std::size_t limit) const {
  std::vector<std::pair<Instant, SpeedrunId>> found;
  {
    const std::lock_guard lock(mutex_);
    for (const auto& [id, log] : logs_)
      if (is_visible(log, now) && !log.head.retired_until && now - log.head.last_append >= idle)
        found.emplace_back(log.head.last_append, id);
  }
  std::ranges::sort(found);
  if (found.size() > limit) found.resize(limit);
  std::vector<SpeedrunId> ids;
  for (const auto& [at, id] : found) ids.push_back(id);
  return ids;
}

void LogIndex::close(Deliveries& deliveries) {
  const std::lock_guard lock(mutex_);
  closed_ = true;
  for (auto& [id, log] : logs_) log.waiting.clear();
  while (!waiters_.empty())
    end_wait(waiters_.begin(), fail(ErrorCode::Unavailable, "the speedrun log is closed"),
             deliveries);
}

// --- For the writer's thread ---

LogIndex::Log* LogIndex::find(SpeedrunId id) {
  const auto log = logs_.find(id);
  return log == logs_.end() ? nullptr : &log->second;
}

LogIndex::Log& LogIndex::add(const LogHead& head) {
  const std::lock_guard lock(mutex_);
  const auto [log, added] = logs_.try_emplace(head.id);
  MCS_ASSERT(added);
  log->second.head = head;
  log->second.assigned = head.last;
  return log->second;
}

void LogIndex::remove(SpeedrunId id, Deliveries& deliveries) {
  const std::lock_guard lock(mutex_);
  const auto log = logs_.find(id);
  MCS_ASSERT(log != logs_.end());
  for (const WaitKey key : log->second.waiting)
    end_wait(waiters_.find(key), fail(ErrorCode::UnknownQuiz), deliveries);
  for (const Bytes& entry : log->second.tail) tail_bytes_ -= size_in_tail(entry);
  logs_.erase(log);
}

void LogIndex::publish(std::vector<Published> entries, Instant now, Deliveries& deliveries) {
  const std::lock_guard lock(mutex_);
  for (auto& [log, entry] : entries) {
    ++log->head.last.value;
    log->head.last_append = now;
    tail_bytes_ += size_in_tail(entry);
    tail_order_.push_back(log->head.id);
    log->tail.push_back(std::move(entry));
  }
  for (const auto& published : entries) serve_waiting(*published.log, deliveries);
  forget_oldest_entries();
}

void LogIndex::retire(Log& log, Instant until) {
  const std::lock_guard lock(mutex_);
  if (!log.head.retired_until) log.head.retired_until = until;
}

std::vector<SpeedrunId> LogIndex::expired(Instant now, std::size_t limit) const {
  std::vector<SpeedrunId> ids;
  for (const auto& [id, log] : logs_) {
    if (ids.size() == limit) break;
    if (expires_at(log.head) <= now) ids.push_back(id);
  }
  return ids;
}

void LogIndex::time_out(SteadyTime deadline, Instant now, Deliveries& deliveries) {
  const std::lock_guard lock(mutex_);
  while (!waiters_.empty() && waiters_.begin()->first.deadline <= deadline) {
    const auto waiter = waiters_.begin();
    auto& log = logs_.find(waiter->second.id)->second;
    std::erase(log.waiting, waiter->first);
    if (is_visible(log, now))
      end_wait(waiter, Entries{}, deliveries);
    else
      end_wait(waiter, fail(ErrorCode::UnknownQuiz), deliveries);
  }
}

LogIndex::SteadyTime LogIndex::next_time_out() const {
  const std::lock_guard lock(mutex_);
  return waiters_.empty() ? SteadyTime::max() : waiters_.begin()->first.deadline;
}

void LogIndex::serve_waiting(Log& log, Deliveries& deliveries) {
  std::erase_if(log.waiting, [&](WaitKey key) {
    const auto waiter = waiters_.find(key);
    if (waiter->second.after >= log.head.last) return false;
    end_wait(waiter, found_in(log, waiter->second.after), deliveries);
    return true;
  });
}

void LogIndex::end_wait(Waiters::iterator waiter, Result<Found> found, Deliveries& deliveries) {
  deliveries.push_back({std::move(waiter->second.reader), std::move(found)});
  waiters_.erase(waiter);
}

void LogIndex::forget_oldest_entries() {
  while (tail_bytes_ + tail_order_.size() * sizeof(SpeedrunId) > memory_limit_) {
    const auto log = logs_.find(tail_order_.front());
    tail_order_.pop_front();
    // Its entries may have gone with their log, and a log of the same code come after it.
    if (log == logs_.end() || log->second.tail.empty()) continue;
    tail_bytes_ -= size_in_tail(log->second.tail.front());
    log->second.tail.pop_front();
  }
}

}  // namespace mcs::sqlite
