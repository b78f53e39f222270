#include "http_function.hpp"

#include "alb_event.hpp"
#include "net/problem.hpp"
#include "net/remote_address.hpp"

namespace mcs::lambda {

namespace asio = boost::asio;

namespace {

class WholeBody final : public net::RequestBody {
 public:
  explicit WholeBody(std::string_view body) : body_(body) {}
  asio::awaitable<Result<std::string_view>> read() override {
    co_return std::exchange(body_, std::string_view{});
  }

 private:
  std::string_view body_;
};

// What the load balancer takes from a function: 1 MB, the answer's own quoting included.
constexpr std::size_t longest_answer = 1'000'000;

std::string write_answer(const net::Response& response) {
  std::string answer = write_alb_response(response);
  if (answer.size() <= longest_answer) return answer;
  return write_alb_response(net::make_problem(
      {ErrorCode::TooLarge, "the answer would have more than 1 MB; split the file"}));
}

asio::awaitable<net::Response> respond(const net::Router& router, AlbRequest& received) {
  net::Request& request = received.request;
  auto match = router.match(request.method, received.segments);
  if (!match) co_return net::make_problem({ErrorCode::NotFound, {}});
  if (match->endpoint == nullptr) {
    net::Response response =
        net::make_problem({ErrorCode::MethodNotAllowed, "allowed: " + match->allow});
    response.headers.set(net::http::field::allow, match->allow);
    co_return response;
  }
  const std::size_t limit = match->endpoint->body_limit;
  if (received.body.size() > limit)
    co_return net::make_problem(
        {ErrorCode::TooLarge, "at most " + std::to_string(limit) + " bytes"});
  request.parameters = std::move(match->parameters);
  WholeBody body(received.body);
  co_return co_await match->endpoint->handler(request, body);
}

asio::awaitable<Result<std::string>> handle(const net::Router* router, unsigned trusted_proxies,
                                            Invocation invocation) {
  auto received = read_alb_event(invocation.event);
  // What the client wrote is for the client to mend; only what is no event at all is an error.
  if (!received) co_return fail(received.error());
  received->request.remote =
      net::client_address(received->request.headers, asio::ip::address{}, trusted_proxies);
  const net::Response response = co_await respond(*router, *received);
  co_return write_answer(response);
}

}  // namespace

Handler http_function(const net::Router& router, unsigned trusted_proxies) {
  return [router = &router, trusted_proxies](Invocation invocation) {
    return handle(router, trusted_proxies, std::move(invocation));
  };
}

}  // namespace mcs::lambda
