// One connection to a Redis server, made again whenever it breaks. Knows no speedruns.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/redis/request.hpp>
#include <memory>
#include <string>

#include "adapters/redis/options.hpp"
#include "adapters/redis/replies.hpp"
#include "ports/async.hpp"

namespace mcs::redis {

// Who uses a link; called on its event loop.
class LinkOwner {
 public:
  virtual ~LinkOwner() = default;

  // Prepares a new connection for use; an error drops it.
  virtual ports::Async<void> prepare() = 0;
  virtual void link_up() = 0;
  // Lost, or not made: it is tried again.
  virtual void link_down(const Error& reason) = 0;
  // What the server sent without being asked.
  virtual void pushed(const Reply& push) = 0;
};

// Everything on the event loop's one thread, except up(). Keep it until its event loop has run out
// of work, which stop() lets happen.
class Link {
 public:
  Link(boost::asio::io_context& loop, const ServerAddress& server, const RedisOptions& options,
       LinkOwner& owner);
  ~Link();
  Link(const Link&) = delete;
  Link& operator=(const Link&) = delete;

  void start();
  void stop();

  // Whether the connection is there, prepared and not known to be broken.
  bool up() const { return up_; }
  // Why it is not up.
  const Error& down_reason() const { return down_reason_; }

  // Runs the commands in one round trip; Unavailable if a reply to any of them did not come:
  // whether the server did them is then unknown. Commands of several calls share writes to the
  // socket.
  ports::Async<std::vector<Reply>> execute(boost::redis::request request);

  // Gives this connection up for a new one.
  void drop(Error reason);

 private:
  struct Session;

  boost::asio::awaitable<void> run();
  // Return when the connection is over, or cannot be made; whether it was up.
  boost::asio::awaitable<bool> run_session();
  boost::asio::awaitable<bool> use(std::shared_ptr<Session> session);
  ports::Async<void> prepare();
  boost::asio::awaitable<void> receive(std::shared_ptr<Session> session);
  ports::Async<std::vector<Reply>> execute_within(boost::redis::request request,
                                                  std::chrono::milliseconds time);
  Result<std::shared_ptr<Session>> make_session();
  Error broken(std::string_view what) const;

  boost::asio::io_context& loop_;
  const ServerAddress server_;
  const std::string name_ = server_.name();
  const RedisOptions& options_;
  LinkOwner& owner_;
  boost::asio::steady_timer timer_;
  std::shared_ptr<Session> session_;
  std::atomic<bool> up_ = false;
  bool stopping_ = false;
  Error down_reason_{ErrorCode::Unavailable, "not connected to Redis yet"};
};

}  // namespace mcs::redis
