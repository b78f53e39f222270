// Writes of many speedruns to one server, gathered into batches: one round trip, one fsync and one
// wait for the replicas serve them all.
#pragma once

#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <deque>
#include <functional>

#include "adapters/redis/commands.hpp"

namespace mcs::redis {

// On the event loop's thread.
class Writer {
 public:
  using Done = std::move_only_function<void(Result<Reply>)>;

  Writer(boost::asio::io_context& loop, Commands& commands, LogObserver& observer)
      : loop_(loop), commands_(commands), observer_(observer), idle_(loop) {}

  // While a batch is on its way the next gathers.
  void submit(ScriptCall call, Done done);
  // Returns when everything submitted has been answered.
  boost::asio::awaitable<void> finish();

 private:
  struct Write {
    ScriptCall call;
    Done done;
  };

  boost::asio::awaitable<void> write_batches();
  std::vector<Write> next_batch();

  boost::asio::io_context& loop_;
  Commands& commands_;
  LogObserver& observer_;
  std::deque<Write> waiting_;
  bool writing_ = false;
  boost::asio::steady_timer idle_;  // Cancelled when there is nothing left to write.
};

}  // namespace mcs::redis
