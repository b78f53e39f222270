#include "adapters/memory/completion_queue.hpp"

#include <algorithm>

#include "base/assert.hpp"

namespace mcs::memory {

using domain::Duration;
using domain::Instant;
using ports::Async;
using ports::CompletionJob;

namespace {

std::string receipt(std::uint64_t id, std::uint32_t attempt) {
  return std::to_string(id) + '.' + std::to_string(attempt);
}

}  // namespace

Async<void> MemoryCompletionQueue::enqueue(SpeedrunId speedrun) {
  const std::lock_guard lock(mutex_);
  const auto same = [speedrun](const auto& job) { return job.second.speedrun == speedrun; };
  if (std::ranges::any_of(jobs_, same)) co_return Result<void>{};
  jobs_.emplace(++last_id_, Job{.speedrun = speedrun, .visible_at = clock_.now()});
  receivers_.notify_all();
  co_return Result<void>{};
}

std::vector<CompletionJob> MemoryCompletionQueue::take(std::size_t limit, Instant now) {
  std::vector<CompletionJob> taken;
  for (auto it = jobs_.begin(); it != jobs_.end() && taken.size() < limit;) {
    auto& [id, job] = *it;
    if (job.visible_at > now) {
      ++it;
    } else if (job.attempts >= options_.max_attempts) {
      dead_letters_.push_back(job.speedrun);
      it = jobs_.erase(it);
    } else {
      ++job.attempts;
      job.visible_at = now + options_.visibility_timeout;
      taken.push_back({job.speedrun, receipt(id, job.attempts), job.attempts});
      ++it;
    }
  }
  return taken;
}

Instant MemoryCompletionQueue::next_visible(Instant deadline) const {
  for (const auto& [id, job] : jobs_) deadline = std::min(deadline, job.visible_at);
  return deadline;
}

Async<std::vector<CompletionJob>> MemoryCompletionQueue::receive(std::size_t limit, Duration wait) {
  MCS_ASSERT(limit > 0);
  const Instant deadline = clock_.now() + wait;
  while (true) {
    std::uint64_t seen = 0;
    Instant wake_at = deadline;
    {
      const std::lock_guard lock(mutex_);
      const Instant now = clock_.now();
      auto jobs = take(limit, now);
      if (!jobs.empty() || now >= deadline) co_return jobs;
      seen = receivers_.changes();
      wake_at = next_visible(deadline);
    }
    const auto waited = co_await receivers_.wait(seen, clock_, wake_at);
    if (!waited) co_return fail(waited.error());
  }
}

MemoryCompletionQueue::Jobs::iterator MemoryCompletionQueue::delivered(const CompletionJob& job) {
  return std::ranges::find_if(jobs_, [&job](const auto& kept) {
    return receipt(kept.first, kept.second.attempts) == job.receipt;
  });
}

Async<void> MemoryCompletionQueue::extend(CompletionJob job) {
  const std::lock_guard lock(mutex_);
  const auto kept = delivered(job);
  if (kept == jobs_.end() || kept->second.visible_at <= clock_.now())
    co_return fail(ErrorCode::NotFound, "the job is no longer this receiver's");
  kept->second.visible_at = clock_.now() + options_.visibility_timeout;
  co_return Result<void>{};
}

Async<void> MemoryCompletionQueue::remove(CompletionJob job) {
  const std::lock_guard lock(mutex_);
  if (const auto kept = delivered(job); kept != jobs_.end()) jobs_.erase(kept);
  co_return Result<void>{};
}

Async<void> MemoryCompletionQueue::release(CompletionJob job, Duration delay) {
  const std::lock_guard lock(mutex_);
  const auto kept = delivered(job);
  if (kept == jobs_.end()) co_return Result<void>{};
  if (kept->second.attempts >= options_.max_attempts) {
    dead_letters_.push_back(kept->second.speedrun);
    jobs_.erase(kept);
  } else {
    kept->second.visible_at = clock_.now() + delay;
    receivers_.notify_all();
  }
  co_return Result<void>{};
}

Async<std::size_t> MemoryCompletionQueue::depth() {
  const std::lock_guard lock(mutex_);
  co_return jobs_.size();
}

std::vector<SpeedrunId> MemoryCompletionQueue::dead_letters() const {
  const std::lock_guard lock(mutex_);
  return dead_letters_;
}

}  // namespace mcs::memory
