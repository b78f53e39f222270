// One Redis server with the speedruns that are kept on it.
#pragma once

#include "adapters/redis/follower.hpp"
#include "adapters/redis/writer.hpp"
#include "ports/completion.hpp"

namespace mcs::redis {

// A speedrun that is not finished, and when it was last written to.
struct Unfinished {
  std::int64_t last_append_ms;
  SpeedrunId id;

  friend auto operator<=>(const Unfinished&, const Unfinished&) = default;
};

// On the event loop's thread, except connected(). Answers through Completions, on the caller's
// executor.
class Primary {
 public:
  Primary(boost::asio::io_context& loop, const ServerAddress& server, const RedisOptions& options,
          const Keys& keys, LogObserver& observer);

  void start();
  // What was asked for before is finished first, as far as the server answers.
  void stop();
  bool connected() const { return commands_.up() && follower_.up(); }
  // Why it is not connected.
  const Error& down_reason() const {
    return commands_.up() ? follower_.down_reason() : commands_.down_reason();
  }

  void create(SpeedrunId id, Bytes entry, domain::Duration keep_for,
              ports::Completion<Position> done);
  void append(SpeedrunId id, Bytes entry, ports::Completion<Position> done);
  void save_snapshot(SpeedrunId id, ports::LogSnapshot snapshot, ports::Completion<void> done);
  void retire(SpeedrunId id, domain::Duration keep_for, ports::Completion<void> done);
  void load_snapshot(SpeedrunId id, ports::Completion<std::optional<ports::LogSnapshot>> done);
  void read(SpeedrunId id, Position after, ports::Completion<Feed::Entries> done);
  void wait(SpeedrunId id, Position after, Feed::Time deadline,
            std::shared_ptr<WaitingReader> reader, ports::Completion<Feed::Entries> done);
  ports::Async<std::vector<Unfinished>> unfinished(domain::Duration idle, std::size_t limit);

 private:
  boost::asio::awaitable<void> finish();

  boost::asio::io_context& loop_;
  const Keys& keys_;
  LogObserver& observer_;
  Commands commands_;
  Writer writer_;
  Follower follower_;
};

}  // namespace mcs::redis
