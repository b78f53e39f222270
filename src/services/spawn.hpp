// Detached work, and waiting for something to happen: both on one executor, without threads.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <string_view>

#include "ports/journal.hpp"

namespace mcs::services {

// Runs `work` on `executor`; what it throws is a mistake, and written to the journal. `name` is a
// literal.
void spawn(const boost::asio::any_io_executor& executor, ports::Journal& journal,
           std::string_view name, boost::asio::awaitable<void> work);

// Wakes whoever waits. Not a condition: the waiter checks what it waits for, before and after.
class Signal {
 public:
  explicit Signal(const boost::asio::any_io_executor& executor)
      : timer_(executor, boost::asio::steady_timer::time_point::max()) {}

  boost::asio::awaitable<void> wait();
  void notify_all() { timer_.cancel(); }

 private:
  boost::asio::steady_timer timer_;
};

}  // namespace mcs::services
