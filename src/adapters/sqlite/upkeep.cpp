#include "adapters/sqlite/upkeep.hpp"

#include <algorithm>

namespace mcs::sqlite {

namespace {

// Dropped logs are purged step by step, and appends have their turn in between.
constexpr std::chrono::milliseconds purge_step{10};
// What expires at the same moment is dropped in groups.
constexpr std::size_t drops_at_once = 100;

}  // namespace

Upkeep::Upkeep(LogStore& store, LogIndex& index, LogReader& reader, ports::Clock& clock,
               LogObserver& observer, const SpeedrunLogOptions& options, std::function<void()> wake)
    : store_(store),
      index_(index),
      reader_(reader),
      clock_(clock),
      observer_(observer),
      options_(options),
      wake_(std::move(wake)) {}

void Upkeep::resume_purge(std::vector<LogRow> dropped) {
  dropped_.assign(dropped.begin(), dropped.end());
}

Upkeep::SteadyTime Upkeep::run() {
  end_waits();
  compact();
  checkpoint();
  purge();
  return std::min(next_purge_, index_.next_time_out());
}

void Upkeep::end_waits() {
  LogIndex::Deliveries deliveries;
  index_.time_out(std::chrono::steady_clock::now(), clock_.now(), deliveries);
  reader_.answer(std::move(deliveries));
}

void Upkeep::compact() {
  if (store_.journal_entries() < options_.journal_entries &&
      store_.journal_bytes() < options_.journal_bytes)
    return;
  report(store_.compact());
}

// The reader's thread does most of it, while commits go on. What they add meanwhile is left for the
// writer: only when nothing is left does SQLite start the write-ahead log over.
void Upkeep::checkpoint() {
  const int pages = store_.wal_pages();
  if (pages < checkpointed_pages_) checkpointed_pages_ = 0;
  if (checkpoint_ == Checkpoint::ToFinish) {
    report(store_.database().checkpoint());
    checkpointed_pages_ = pages;
    checkpoint_ = Checkpoint::Idle;
  } else if (checkpoint_ == Checkpoint::Idle &&
             pages - checkpointed_pages_ >= options_.checkpoint_pages) {
    checkpoint_ = Checkpoint::ByReader;
    reader_.checkpoint([this](const Result<void>& done) {
      report(done);
      checkpoint_ = Checkpoint::ToFinish;
      wake_();
    });
  }
}

void Upkeep::purge() {
  const auto now = std::chrono::steady_clock::now();
  if (now < next_purge_) return;
  const auto expired = index_.expired(clock_.now(), drops_at_once);
  const bool all_dropped = expired.empty() || drop(expired);
  bool purged = true;
  if (!dropped_.empty()) {
    const auto emptied = store_.purge_some(dropped_.front());
    purged = emptied.has_value();
    if (!emptied) report(fail(emptied.error()));
    if (emptied && *emptied) dropped_.pop_front();
  }
  const bool more = expired.size() == drops_at_once || !dropped_.empty();
  next_purge_ = now + (more && all_dropped && purged ? purge_step : options_.purge_interval);
}

bool Upkeep::drop(const std::vector<SpeedrunId>& ids) {
  std::vector<LogRow> rows;
  for (const auto id : ids) rows.push_back(index_.find(id)->head.row);
  const auto done = store_.drop(rows);
  report(done);
  if (!done) return false;
  dropped_.insert(dropped_.end(), rows.begin(), rows.end());
  LogIndex::Deliveries deliveries;
  for (const auto id : ids) index_.remove(id, deliveries);
  reader_.answer(std::move(deliveries));
  return true;
}

void Upkeep::report(const Result<void>& result) {
  if (!result) observer_.failed(result.error());
}

}  // namespace mcs::sqlite
