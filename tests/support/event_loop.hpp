// Runs coroutines from tests that are not coroutines: an event loop on a thread of its own.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <chrono>
#include <future>
#include <stdexcept>
#include <thread>

namespace mcs::test {

// Longer than anything a test waits for, however slow the machine: who reaches it hangs.
inline constexpr std::chrono::seconds patience{60};

// A future's value; throws instead of waiting for ever.
template <class T>
T get(std::future<T> future) {
  if (future.wait_for(patience) != std::future_status::ready)
    throw std::runtime_error("a coroutine did not end within a minute");
  return future.get();
}

class EventLoop {
 public:
  EventLoop();
  // Coroutines that have not ended are destroyed.
  ~EventLoop();
  EventLoop(const EventLoop&) = delete;
  EventLoop& operator=(const EventLoop&) = delete;

  boost::asio::io_context& context() { return context_; }

  template <class T>
  std::future<T> start(boost::asio::awaitable<T> work) {
    return boost::asio::co_spawn(context_, std::move(work), boost::asio::use_future);
  }

  template <class T>
  T run(boost::asio::awaitable<T> work) {
    return get(start(std::move(work)));
  }

 private:
  boost::asio::io_context context_{1};
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_;
  std::thread thread_;
};

}  // namespace mcs::test
