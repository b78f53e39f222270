#include "adapters/aws/service.hpp"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/json/serialize.hpp>

namespace mcs::aws {

namespace asio = boost::asio;
namespace json = boost::json;
using std::chrono::milliseconds;

Service::Service(Protocol protocol, Config config)
    : protocol_(std::move(protocol)),
      config_(std::move(config)),
      credentials_(config_.credentials, http_) {
  // Makes what wakes the worker from a pause now: I/O threads with descriptor tables of their own
  // could not reach what is made after they start.
  const asio::steady_timer makes_the_reactor(worker_.get_executor());
}

Service::~Service() {
  http_.stop();
  // Who comes to pause after this sees that the client has stopped.
  asio::post(worker_, [this] {
    for (auto& pause : pauses_) pause.cancel();
  });
  worker_.join();
}

Service::Call Service::call(std::string action, json::object body, milliseconds extra_time) {
  const std::string text = json::serialize(body);
  for (int failed = 1;; ++failed) {
    auto reply = co_await attempt(action, text, config_.retry.timeout + extra_time);
    if (reply || !reply.error().passing) co_return reply;
    const bool again = co_await back_off(failed);
    if (!again) co_return reply;
  }
}

Service::Call Service::attempt(std::string action, std::string body, milliseconds timeout) {
  const auto credentials = co_await credentials_.current();
  if (!credentials)
    co_return std::unexpected(Refusal{.error = credentials.error(), .passing = true});
  HttpRequest request{.url = config_.endpoint + '/',
                      .headers = {"Content-Type: application/x-amz-json-1.0",
                                  "X-Amz-Target: " + protocol_.target + '.' + action},
                      .body = std::move(body),
                      .signing = Signing{config_.region, protocol_.service, *credentials},
                      .timeout = timeout};
  const auto response = co_await http_.send(std::move(request));
  auto reply = read_reply(protocol_.service + ' ' + action, response);
  if (!reply && reply.error().credentials_expired)
    reply.error().passing = credentials_.refuse(*credentials);
  co_return reply;
}

milliseconds Service::random_delay(int failed) {
  const auto& policy = config_.retry;
  const int doublings = std::clamp(failed - 1, 0, 16);
  const auto longest = std::min(policy.longest_delay, policy.first_delay * (1 << doublings));
  // All of it random: clients that failed together do not come again together.
  std::uniform_int_distribution<milliseconds::rep> delays(0, longest.count());
  return milliseconds{delays(random_)};
}

asio::awaitable<bool> Service::back_off(int failed) {
  if (stopped() || failed >= config_.retry.attempts) co_return false;
  const auto pause = pauses_.emplace(pauses_.end(), worker_.get_executor(), random_delay(failed));
  boost::system::error_code cancelled;
  co_await pause->async_wait(asio::redirect_error(asio::use_awaitable, cancelled));
  pauses_.erase(pause);
  co_return !cancelled;
}

}  // namespace mcs::aws
