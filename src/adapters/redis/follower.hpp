// Readers who wait for the next entries of logs on one server: subscribes for them, hands them what
// is published, and looks into the log where that is not enough.
#pragma once

#include <boost/asio/steady_timer.hpp>
#include <memory>
#include <unordered_map>

#include "adapters/redis/commands.hpp"
#include "adapters/redis/feed.hpp"

namespace mcs::redis {

// One call of the port's read() that may wait. Belongs to the event loop's thread.
struct WaitingReader {
  explicit WaitingReader(boost::asio::io_context& loop) : wake(loop) {}

  void cancel() {
    cancelled = true;
    wake.cancel();
  }

  boost::asio::steady_timer wake;
  bool cancelled = false;
};

// On the event loop's thread, except up().
class Follower final : private LinkOwner {
 public:
  Follower(boost::asio::io_context& loop, const ServerAddress& server, const RedisOptions& options,
           const Keys& keys, Commands& commands, LogObserver& observer);
  ~Follower() override;

  void start();
  // Waiting readers hear Unavailable.
  void stop();
  bool up() const { return link_.up(); }
  const Error& down_reason() const { return link_.down_reason(); }

  // The port's read(); `deadline` is the end of the wait.
  ports::Async<Feed::Entries> read(SpeedrunId id, Position after, Feed::Time deadline,
                                   std::shared_ptr<WaitingReader> reader);

 private:
  struct Followed;

  ports::Async<void> prepare() override;
  void link_up() override;
  void link_down(const Error& reason) override;
  void pushed(const Reply& push) override;

  // Subscribes to the log if nobody follows it yet.
  std::shared_ptr<Followed> follow(SpeedrunId id);
  ports::Async<Feed::Entries> look(SpeedrunId id, Position after, std::shared_ptr<Followed> log);
  // Of one or many channels.
  boost::asio::awaitable<void> tell(std::string command, std::vector<std::string> channels);
  void send(std::string command, std::vector<std::string> channels);
  boost::asio::awaitable<void> forget_unread();

  boost::asio::io_context& loop_;
  const RedisOptions& options_;
  const std::string name_;
  const Keys& keys_;
  Commands& commands_;
  LogObserver& observer_;
  std::unordered_map<SpeedrunId, std::shared_ptr<Followed>> logs_;
  boost::asio::steady_timer next_sweep_;
  bool stopping_ = false;
  Link link_;
};

// Reads once, without waiting. UnknownQuiz if there is no such log.
ports::Async<ReadReply> read_log(Commands& commands, const Keys& keys, SpeedrunId id,
                                 Position after);

}  // namespace mcs::redis
