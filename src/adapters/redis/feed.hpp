// What is known here of one followed log: its latest entries, and whether they are the latest. No
// input or output.
#pragma once

#include <chrono>
#include <deque>
#include <optional>
#include <vector>

#include "adapters/redis/scripts.hpp"

namespace mcs::redis {

// A log's answer to a reader.
struct ReadReply {
  std::uint64_t born = 0;
  std::optional<std::chrono::milliseconds> time_to_live;
  Position last;
  std::vector<ports::LogEntry> entries;
};

// Publications can be missed: while there is no subscription, or when a server fails. So entries
// are handed out only as far as they are known to follow each other, and a reader looks into the
// log when the feed cannot know what is there.
class Feed {
 public:
  using Entries = std::vector<ports::LogEntry>;
  using Time = std::chrono::steady_clock::time_point;

  // The entries after `after` as far as they are known without looking.
  Entries entries_after(Position after) const;
  // Whether only the log can tell if there are entries after `after`.
  bool must_look(Position after, Time now) const {
    return now >= look_at_ || !current_ || after < last_;
  }
  // When to look though nothing is published: the log may have expired.
  Time look_at() const { return look_at_; }

  // From now on every entry is published to us.
  void subscribed();
  void unsubscribed();
  // Identifies the subscription, which may change while somebody looks.
  std::uint64_t subscription() const { return subscription_; }

  // False if entries before this one were missed.
  bool published(Publication publication, Time now);
  // What was found after `after`; `subscription` is what it was before.
  void looked(const ReadReply& reply, Position after, std::uint64_t subscription, Time look_at);

 private:
  void restart(std::uint64_t born);
  void add(Bytes entry);

  std::uint64_t born_ = 0;
  Position last_;
  std::deque<Bytes> tail_;  // The entries up to last_.
  std::size_t tail_bytes_ = 0;
  bool subscribed_ = false;
  bool current_ = false;  // Whether last_ is the log's last entry, or about to be published.
  std::uint64_t subscription_ = 0;
  Time look_at_ = Time::min();
};

}  // namespace mcs::redis
