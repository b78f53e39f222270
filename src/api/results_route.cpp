#include "api/authorization.hpp"
#include "api/routes.hpp"
#include "net/problem.hpp"
#include "protocol/results.hpp"

namespace mcs::api {

namespace asio = boost::asio;

namespace {

enum class Format : std::uint8_t { Json, Csv };

// CSV where the client names it; JSON otherwise.
Result<Format> wanted_format(const net::Request& request) {
  const std::string_view accept = request.header(net::http::field::accept);
  if (accept.contains("text/csv")) return Format::Csv;
  if (accept.empty() || accept.contains("application/json") || accept.contains("*/*") ||
      accept.contains("application/*"))
    return Format::Json;
  return fail(ErrorCode::NotAcceptable, "application/json and text/csv are offered");
}

net::Response make_results(const domain::SpeedrunResult& result, Format format) {
  const bool csv = format == Format::Csv;
  auto response =
      net::make_response(200, csv ? "text/csv; charset=utf-8" : "application/json",
                         csv ? protocol::results_csv(result) : protocol::results_json(result));
  response.headers.set(net::http::field::cache_control, "private, no-cache");
  response.headers.set(net::http::field::vary, "Accept, Authorization");
  response.headers.set(
      net::http::field::content_disposition,
      "attachment; filename=\"speedrun-" + result.id.str() + (csv ? ".csv\"" : ".json\""));
  return response;
}

asio::awaitable<net::Response> results(const ResultsRoute& route, const net::Request& request) {
  const auto claims = authorize(request, route.tokens, route.clock);
  if (!claims) co_return net::make_problem(claims.error());
  const auto id = AccessCode::parse(request.parameters.find("quiz_id").value_or(""));
  if (!id) co_return net::make_problem(id.error());
  if (claims->speedrun != *id)
    co_return net::make_problem({ErrorCode::Forbidden, "the token is for another speedrun"});
  const auto format = wanted_format(request);
  if (!format) co_return net::make_problem(format.error());

  const auto result = co_await route.results.get(*id);
  if (result) co_return make_results(*result, *format);
  if (result.error().code != ErrorCode::NotFound) co_return net::make_problem(result.error());
  const auto admission = co_await route.admissions.look_up(*id);
  if (!admission) co_return net::make_problem(admission.error());
  const bool finished = admission->phase == domain::Phase::Finished;
  auto response = net::make_problem(
      Error{ErrorCode::ResultsPending,
            finished ? "the results are being prepared" : "the speedrun has not finished yet"});
  response.headers.set(net::http::field::retry_after, "1");
  co_return response;
}

}  // namespace

void add_routes(net::Router& router, ResultsRoute route) {
  const auto shared = std::make_shared<const ResultsRoute>(route);
  router.add(
      net::http::verb::get, "/speedruns/{quiz_id}/results",
      [shared](net::Request& request, net::RequestBody&) { return results(*shared, request); });
}

}  // namespace mcs::api
