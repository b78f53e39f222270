#include "adapters/redis/feed.hpp"

namespace mcs::redis {

namespace {

// For readers that are a little behind; others look into the log.
constexpr std::size_t tail_entries = ports::SpeedrunLog::read_limit;
constexpr std::size_t most_tail_bytes = 1024 * 1024;

}  // namespace

Feed::Entries Feed::entries_after(Position after) const {
  Entries entries;
  const std::uint64_t first = last_.value - tail_.size() + 1;
  if (after.value + 1 < first) return entries;
  for (auto position = after.value + 1; position <= last_.value; ++position)
    entries.push_back({{position}, tail_[position - first]});
  return entries;
}

void Feed::subscribed() {
  subscribed_ = true;
  current_ = false;
  ++subscription_;
}

void Feed::unsubscribed() {
  subscribed_ = false;
  ++subscription_;
  // A server that comes back may have lost what it published.
  restart(0);
}

void Feed::restart(std::uint64_t born) {
  born_ = born;
  last_ = {};
  tail_.clear();
  tail_bytes_ = 0;
  current_ = false;
}

void Feed::add(Bytes entry) {
  ++last_.value;
  tail_bytes_ += entry.size();
  tail_.push_back(std::move(entry));
  while (tail_.size() > tail_entries || tail_bytes_ > most_tail_bytes) {
    tail_bytes_ -= tail_.front().size();
    tail_.pop_front();
  }
}

bool Feed::published(Publication publication, Time now) {
  if (publication.position.value == 0) {
    look_at_ = now;
    return true;
  }
  const bool another_log = publication.born != born_;
  if (another_log) restart(publication.born);
  if (publication.position <= last_) return true;
  const bool follows = publication.position.value == last_.value + 1;
  const bool missed = !follows && current_;
  if (!follows) restart(publication.born);
  if (publication.entry) {
    last_.value = publication.position.value - 1;
    add(*std::move(publication.entry));
  } else {
    restart(publication.born);
  }
  return !missed;
}

void Feed::looked(const ReadReply& reply, Position after, std::uint64_t subscription,
                  Time look_at) {
  look_at_ = look_at;
  if (reply.born != born_) restart(reply.born);
  const bool to_the_end = after.value + reply.entries.size() >= reply.last.value;
  if (!to_the_end) return;
  // What was published while the reply was on its way may reach further.
  if (reply.last > last_) {
    restart(reply.born);
    last_.value = reply.last.value - reply.entries.size();
    for (const auto& entry : reply.entries) add(entry.bytes);
  }
  current_ = subscribed_ && subscription == subscription_;
}

}  // namespace mcs::redis
