// The client of one AWS service that speaks JSON: signs requests, repeats those that failed by
// accident, and lets adapters do their work on its thread. Knows no service's actions.
#pragma once

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/json/object.hpp>
#include <exception>
#include <list>
#include <random>

#include "adapters/aws/config.hpp"
#include "adapters/aws/http_client.hpp"
#include "adapters/aws/reply.hpp"
#include "ports/completion.hpp"

namespace mcs::aws {

// How the service is addressed.
struct Protocol {
  std::string service;  // In the signature: "sqs".
  std::string target;   // Before the action's name: "AmazonSQS".
};

class Service {
 public:
  using Call = boost::asio::awaitable<Reply>;

  Service(Protocol protocol, Config config);
  // Requests end with Unavailable, and what was begun with run() ends: whatever it uses must still
  // be there.
  ~Service();
  Service(const Service&) = delete;
  Service& operator=(const Service&) = delete;

  // One thread: what runs there needs no locks.
  boost::asio::thread_pool::executor_type executor() { return worker_.get_executor(); }
  bool stopped() const { return http_.stopped(); }

  // Does an adapter's work on the service's thread. Cancelling the caller does not stop it.
  template <class T>
  ports::Async<T> run(ports::Async<T> work);

  // For run() only. A request that failed by accident (no answer, 5xx, throttled) is sent again,
  // after a growing random delay, so it may be served more than once; `extra_time` is what the
  // service may take on top of the usual timeout.
  Call call(std::string action, boost::json::object body,
            std::chrono::milliseconds extra_time = {});

  // For run() only. Waits before the next of several attempts, of which `failed` have failed.
  // False if there shall be no further attempt.
  boost::asio::awaitable<bool> back_off(int failed);

 private:
  Call attempt(std::string action, std::string body, std::chrono::milliseconds timeout);
  std::chrono::milliseconds random_delay(int failed);

  const Protocol protocol_;
  const Config config_;
  std::mt19937_64 random_{std::random_device{}()};
  HttpClient http_;
  CredentialsProvider credentials_;
  std::list<boost::asio::steady_timer> pauses_;  // Of the service's thread.
  boost::asio::thread_pool worker_{1};
};

template <class T>
ports::Async<T> Service::run(ports::Async<T> work) {
  return ports::suspend<T>(
      [executor = executor(), work = std::move(work)](ports::Completion<T> done) mutable {
        boost::asio::co_spawn(
            executor, std::move(work),
            [done = std::move(done)](const std::exception_ptr& thrown, Result<T> result) mutable {
              if (thrown) std::rethrow_exception(thrown);
              done(std::move(result));
            });
      });
}

}  // namespace mcs::aws
