// What the speedrun log keeps in memory: where each log ends, the latest entries of all, and who
// waits for the next. Knows no database.
#pragma once

#include <atomic>
#include <chrono>
#include <deque>
#include <map>
#include <mutex>
#include <unordered_map>
#include <variant>
#include <vector>

#include "adapters/sqlite/log_store.hpp"
#include "ports/completion.hpp"

namespace mcs::sqlite {

// Enough for one answer to a reader: entries may be large, and answers are held in memory.
inline constexpr std::size_t answer_bytes = 4 * 1024 * 1024;

class LogIndex {
 public:
  using Entries = std::vector<ports::LogEntry>;
  using SteadyTime = std::chrono::steady_clock::time_point;

  // There are entries, but only the database has them.
  struct Stored {
    LogRow log;
    Position after;
  };
  // No entries: there are none yet.
  using Found = std::variant<Entries, Stored>;

  // An answer to a waiting reader, to be given once the index is free for others.
  struct Delivery {
    ports::Completion<Entries> reader;
    Result<Found> found;
  };
  using Deliveries = std::vector<Delivery>;

  // Names one wait. Ordered by deadline.
  struct WaitKey {
    SteadyTime deadline;
    std::uint64_t sequence;

    friend auto operator<=>(const WaitKey&, const WaitKey&) = default;
  };

  struct Log {
    LogHead head;
    // Given to the latest entry, committed or not; the writer's own.
    Position assigned;
    std::deque<Bytes> tail;  // The entries up to head.last.
    std::vector<WaitKey> waiting;
  };

  struct Published {
    Log* log;
    Bytes entry;
  };

  // Entries are kept in memory as long as they take no more than this.
  explicit LogIndex(std::size_t memory_limit) : memory_limit_(memory_limit) {}

  // --- For any thread ---

  // UnknownQuiz if there is no such log, or none any more.
  Result<Found> find_entries(SpeedrunId id, Position after, domain::Instant now) const;
  Result<LogRow> find_row(SpeedrunId id, domain::Instant now) const;

  WaitKey new_wait(SteadyTime deadline) { return {deadline, next_wait_++}; }
  // Answers `reader` when there are entries after `after`, at the deadline, or if the log goes.
  void wait(WaitKey key, SpeedrunId id, Position after, domain::Instant now,
            ports::Completion<Entries> reader, Deliveries& deliveries);
  // Ends a wait, if it has not ended yet.
  void abandon(WaitKey key, Deliveries& deliveries);

  // Not retired and without appends for `idle`, the longest idle first.
  std::vector<SpeedrunId> unfinished(domain::Instant now, domain::Duration idle,
                                     std::size_t limit) const;

  // From now on every answer is Unavailable.
  void close(Deliveries& deliveries);

  // --- For the writer's thread, the only one that adds and removes logs ---

  // Null if there is none. Those that have expired are there until they are removed.
  Log* find(SpeedrunId id);
  // Readers do not see a log whose last position is 0.
  Log& add(const LogHead& head);
  // Readers waiting for it hear that it is unknown.
  void remove(SpeedrunId id, Deliveries& deliveries);

  // Shows committed entries to readers, in this order.
  void publish(std::vector<Published> entries, domain::Instant now, Deliveries& deliveries);
  void retire(Log& log, domain::Instant until);
  std::vector<SpeedrunId> expired(domain::Instant now, std::size_t limit) const;

  // Ends the waits whose deadline has come.
  void time_out(SteadyTime deadline, domain::Instant now, Deliveries& deliveries);
  // SteadyTime::max() if nobody waits.
  SteadyTime next_time_out() const;

 private:
  struct Waiter {
    SpeedrunId id;
    Position after;
    ports::Completion<Entries> reader;
  };
  using Waiters = std::map<WaitKey, Waiter>;

  // All need the mutex.
  static bool is_visible(const Log& log, domain::Instant now);
  Result<const Log*> visible(SpeedrunId id, domain::Instant now) const;
  static Found found_in(const Log& log, Position after);
  void serve_waiting(Log& log, Deliveries& deliveries);
  void end_wait(Waiters::iterator waiter, Result<Found> found, Deliveries& deliveries);
  void forget_oldest_entries();

  const std::size_t memory_limit_;
  std::atomic<std::uint64_t> next_wait_ = 0;

  mutable std::mutex mutex_;
  bool closed_ = false;
  std::unordered_map<SpeedrunId, Log> logs_;
  Waiters waiters_;
  // Whose entries are in tails, in the order in which they came and will go.
  std::deque<SpeedrunId> tail_order_;
  std::size_t tail_bytes_ = 0;
};

domain::Instant expires_at(const LogHead& head);

}  // namespace mcs::sqlite
