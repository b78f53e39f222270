#include "fake_runtime_api.hpp"

#include "base/assert.hpp"
#include "net/problem.hpp"

namespace mcs::lambda::testing {

namespace asio = boost::asio;

namespace {

constexpr std::size_t largest_answer = 6 * 1024 * 1024;  // As the platform has it.

std::string epoch_ms(std::chrono::system_clock::time_point time) {
  return std::to_string(
      std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch()).count());
}

}  // namespace

FakeRuntimeApi::FakeRuntimeApi()
    : server_(threads_, {.addresses = {"127.0.0.1"}}, router_, observer_) {
  router_.add(
      net::http::verb::get, "/2018-06-01/runtime/invocation/next",
      [this](net::Request& request, net::RequestBody& body) { return next(request, body); });
  router_.add(
      net::http::verb::post, "/2018-06-01/runtime/{path*}",
      [this](net::Request& request, net::RequestBody& body) { return note(request, body); },
      largest_answer);
  threads_.start();
  MCS_ASSERT(server_.start());
}

FakeRuntimeApi::~FakeRuntimeApi() {
  server_.stop();
}

void FakeRuntimeApi::add(std::string event) {
  const std::lock_guard lock(mutex_);
  events_.push_back(std::move(event));
}

std::vector<Answer> FakeRuntimeApi::answers() const {
  const std::lock_guard lock(mutex_);
  return answers_;
}

asio::awaitable<net::Response> FakeRuntimeApi::next(net::Request&, net::RequestBody&) {
  const std::lock_guard lock(mutex_);
  if (events_.empty()) co_return net::make_problem({ErrorCode::Unavailable, "no more events"});
  net::Response response = net::make_response(200, "application/json", std::move(events_.front()));
  events_.pop_front();
  response.headers.set("Lambda-Runtime-Aws-Request-Id", std::to_string(++handed_out_));
  response.headers.set("Lambda-Runtime-Deadline-Ms",
                       epoch_ms(std::chrono::system_clock::now() + time_));
  co_return response;
}

asio::awaitable<net::Response> FakeRuntimeApi::note(net::Request& request, net::RequestBody& body) {
  auto content = co_await net::read_all(body);
  if (!content) co_return net::make_problem(content.error());
  const std::lock_guard lock(mutex_);
  answers_.push_back(
      {request.path.substr(std::string_view("/2018-06-01/runtime/").size()), std::move(*content)});
  co_return net::make_response(202, "application/json", R"({"status":"OK"})");
}

}  // namespace mcs::lambda::testing
