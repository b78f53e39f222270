#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "api/routes.hpp"
#include "net/problem.hpp"

namespace mcs::api {

namespace asio = boost::asio;

namespace {

net::Response make_json(std::uint16_t status, const boost::json::object& body) {
  auto response = net::make_response(status, "application/json", boost::json::serialize(body));
  response.headers.set(net::http::field::cache_control, "no-store");
  return response;
}

asio::awaitable<net::Response> healthz() {
  co_return make_json(200, {{"status", "ok"}});
}

asio::awaitable<net::Response> readyz(const OperationsRoutes& routes) {
  boost::json::object dependencies;
  bool ready = true;
  for (const Dependency& dependency : routes.dependencies) {
    const auto reached = co_await dependency.probe();
    dependencies[dependency.name] = reached ? "ok" : facts(reached.error().code).name;
    ready = ready && reached.has_value();
  }
  const bool draining = routes.draining();
  boost::json::object body{{"status", draining ? "draining" : (ready ? "ok" : "unavailable")},
                           {"dependencies", std::move(dependencies)}};
  co_return make_json(ready && !draining ? 200 : 503, body);
}

asio::awaitable<net::Response> metrics(const OperationsRoutes& routes) {
  co_return net::make_response(200, "text/plain; version=0.0.4; charset=utf-8", routes.metrics());
}

}  // namespace

void add_routes(net::Router& router, OperationsRoutes routes) {
  const auto shared = std::make_shared<const OperationsRoutes>(std::move(routes));
  router.add(net::http::verb::get, "/healthz",
             [](net::Request&, net::RequestBody&) { return healthz(); });
  router.add(net::http::verb::get, "/readyz",
             [shared](net::Request&, net::RequestBody&) { return readyz(*shared); });
  router.add(net::http::verb::get, "/metrics",
             [shared](net::Request&, net::RequestBody&) { return metrics(*shared); });
}

void add_routes(net::Router& router, SpeedrunThreads& speedruns) {
  router.add_websocket("/speedrun",
                       [&speedruns](const net::Request& request, net::IoThread& thread) {
                         return speedruns.upgrade(request, thread);
                       });
}

}  // namespace mcs::api
