#include "net/problem.hpp"

#include <boost/json/serialize.hpp>
#include <string>

namespace mcs::net {

namespace {

constexpr std::string_view type_prefix = "urn:mc-speedrun:problem:";

}  // namespace

Response make_problem(const Error& error, boost::json::object more) {
  return make_problem(error, facts(error.code).http_status, std::move(more));
}

Response make_problem(const Error& error, std::uint16_t status, boost::json::object more) {
  const ErrorFacts& known = facts(error.code);
  boost::json::object problem{
      {"type", std::string(type_prefix).append(known.name)},
      {"title", known.title},
      {"status", status},
      {"code", known.name},
  };
  if (!error.detail.empty()) problem["detail"] = error.detail;
  for (auto& [name, value] : more) problem[name] = std::move(value);
  return make_response(status, "application/problem+json", boost::json::serialize(problem));
}

}  // namespace mcs::net
