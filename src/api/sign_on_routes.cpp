#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "api/routes.hpp"
#include "net/problem.hpp"

namespace mcs::api {

namespace asio = boost::asio;

namespace {

net::Response refuse(const SignOnRoutes& routes, const Error& error) {
  routes.observer.refused(error.code);
  return net::make_problem(error);
}

// A whole room may share one address, so the limits are generous; what they stop is a script.
std::optional<net::Response> refuse_flood(const SignOnRoutes& routes,
                                          services::RateLimiter& limiter,
                                          const net::Request& request) {
  const auto wait = limiter.refuse(request.remote.to_string(), routes.clock.now());
  if (!wait) return std::nullopt;
  auto response = refuse(routes, {ErrorCode::RateLimited, "too many from this address"});
  const auto seconds = std::chrono::ceil<std::chrono::seconds>(*wait);
  response.headers.set(net::http::field::retry_after, std::to_string(seconds.count()));
  return response;
}

boost::json::object token_response(const SignOnRoutes& routes, SpeedrunId speedrun,
                                   const std::string& token) {
  return {{"access_token", token},
          {"token_type", "Bearer"},
          {"expires_in", routes.tokens.lifetime().count()},
          {"quiz_id", speedrun.text()}};
}

net::Response make_token_response(const boost::json::object& body) {
  auto response = net::make_response(200, "application/json", boost::json::serialize(body));
  response.headers.set(net::http::field::cache_control, "no-store");
  return response;
}

asio::awaitable<net::Response> host(const SignOnRoutes& routes, const net::Request& request) {
  if (auto refusal = refuse_flood(routes, routes.hosts, request)) co_return std::move(*refusal);
  const auto access = co_await routes.sign_on.host();
  if (!access) co_return refuse(routes, access.error());
  co_return make_token_response(token_response(routes, access->speedrun, access->token));
}

asio::awaitable<net::Response> join(const SignOnRoutes& routes, const net::Request& request) {
  if (auto refusal = refuse_flood(routes, routes.joins, request)) co_return std::move(*refusal);
  const auto access =
      co_await routes.sign_on.join(std::string(request.parameters.find("quiz_id").value_or("")));
  if (!access) co_return refuse(routes, access.error());
  auto body = token_response(routes, access->speedrun, access->token);
  body["user_id"] = to_string(access->user);
  co_return make_token_response(body);
}

}  // namespace

void add_routes(net::Router& router, SignOnRoutes routes) {
  const auto shared = std::make_shared<const SignOnRoutes>(routes);
  router.add(net::http::verb::post, "/signon/host",
             [shared](net::Request& request, net::RequestBody&) { return host(*shared, request); });
  router.add(net::http::verb::post, "/signon/{quiz_id}/join",
             [shared](net::Request& request, net::RequestBody&) { return join(*shared, request); });
}

}  // namespace mcs::api
