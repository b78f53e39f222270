// Scripts on one server: in one round trip, and as durable as the options demand.
#pragma once

#include <array>

#include "adapters/redis/link.hpp"
#include "adapters/redis/log_observer.hpp"
#include "adapters/redis/scripts.hpp"

namespace mcs::redis {

// On the event loop's thread, except up().
class Commands final : private LinkOwner {
 public:
  Commands(boost::asio::io_context& loop, const ServerAddress& server, const RedisOptions& options,
           LogObserver& observer);

  void start() { link_.start(); }
  void stop() { link_.stop(); }
  bool up() const { return link_.up(); }
  const Error& down_reason() const { return link_.down_reason(); }

  // One result for each call, in their order. A script that the server has forgotten is sent again.
  ports::Async<std::vector<Result<Reply>>> run(std::vector<ScriptCall> calls);
  // The same, and waits until what they wrote is durable. After an error, whether they happened is
  // unknown.
  ports::Async<std::vector<Result<Reply>>> write(std::vector<ScriptCall> calls);
  ports::Async<Reply> run_one(ScriptCall call);

 private:
  ports::Async<void> prepare() override;
  void link_up() override { observer_.connected(name_); }
  void link_down(const Error& reason) override { observer_.disconnected(name_, reason); }
  void pushed(const Reply&) override {}

  ports::Async<void> check_server();
  ports::Async<void> check_durability();
  ports::Async<void> load_scripts();
  ports::Async<std::vector<Result<Reply>>> exchange(std::vector<ScriptCall> calls, bool wait);
  ports::Async<std::vector<Reply>> send(const std::vector<ScriptCall>& calls, bool by_source,
                                        bool wait);
  Result<Reply> checked(Reply reply);
  Error refused(std::string_view what) const;

  const RedisOptions& options_;
  const std::string name_;
  LogObserver& observer_;
  std::array<std::string, script_count> digests_;  // What the server knows the scripts by.
  Link link_;
};

}  // namespace mcs::redis
