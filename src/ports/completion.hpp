// The adapter's side of an Async: hands the result of work done on other threads back to the caller
// who waits for it. Never blocks either of them.
#pragma once

#include <boost/asio/any_completion_handler.hpp>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <utility>

#include "ports/async.hpp"

namespace mcs::ports {

// Resumes one suspended caller on its own executor: called once, from any thread. Destroyed without
// a call, it destroys the waiting coroutine.
template <class T>
class Completion {
 public:
  using Handler = boost::asio::any_completion_handler<void(Result<T>)>;

  Completion(boost::asio::any_io_executor executor, Handler handler)
      : executor_(std::move(executor)), handler_(std::move(handler)) {}

  const boost::asio::any_io_executor& executor() const { return executor_; }

  // `abandon` is called on the caller's executor if the caller is cancelled before it is resumed.
  template <class Abandon>
  void on_cancel(Abandon abandon) {
    auto slot = boost::asio::get_associated_cancellation_slot(handler_);
    if (slot.is_connected())
      slot.assign([abandon](boost::asio::cancellation_type) mutable { abandon(); });
  }

  void operator()(Result<T> result) {
    boost::asio::post(executor_,
                      [handler = std::move(handler_), result = std::move(result)]() mutable {
                        // What on_cancel() left must not outlive the wait.
                        auto slot = boost::asio::get_associated_cancellation_slot(handler);
                        if (slot.is_connected()) slot.clear();
                        std::move(handler)(std::move(result));
                      });
  }

 private:
  boost::asio::any_io_executor executor_;
  Handler handler_;
};

// Suspends the caller and calls `start` with the Completion that resumes it.
template <class T, class Start>
Async<T> suspend(Start start) {
  return boost::asio::async_initiate<const boost::asio::use_awaitable_t<>, void(Result<T>)>(
      [](auto handler, Start begin) {
        auto executor = boost::asio::get_associated_executor(handler);
        begin(Completion<T>(std::move(executor), std::move(handler)));
      },
      boost::asio::use_awaitable, std::move(start));
}

// Calls `work`, which may block and returns a Result<T>, on another executor.
template <class T, class Executor, class Work>
Async<T> run_on(const Executor& elsewhere, Work work) {
  return suspend<T>([elsewhere, work = std::move(work)](Completion<T> done) mutable {
    boost::asio::post(elsewhere,
                      [work = std::move(work), done = std::move(done)]() mutable { done(work()); });
  });
}

}  // namespace mcs::ports
