#include "net/router.hpp"

#include <algorithm>

#include "base/assert.hpp"

namespace mcs::net {

void Router::add(http::verb method, std::string pattern, Handler handler, std::size_t body_limit) {
  Route& place = route(std::move(pattern));
  MCS_ASSERT(method != http::verb::head && find_endpoint(place, method) == nullptr);
  place.endpoints.push_back({method, std::move(handler), body_limit});
}

void Router::add_websocket(std::string pattern, UpgradeHandler handler) {
  Route& place = route(std::move(pattern));
  MCS_ASSERT(!place.upgrade && find_endpoint(place, http::verb::get) == nullptr);
  place.upgrade = std::move(handler);
}

Router::Route& Router::route(std::string pattern) {
  const auto known = std::ranges::find(routes_, pattern, &Route::pattern);
  if (known != routes_.end()) return *known;

  MCS_ASSERT(pattern.starts_with('/'));
  Route& made = routes_.emplace_back();
  std::string_view rest = pattern;
  while (!rest.empty()) {
    rest.remove_prefix(1);
    const std::string_view segment = rest.substr(0, rest.find('/'));
    rest.remove_prefix(segment.size());
    Kind kind = Kind::Text;
    if (segment.starts_with('{')) kind = segment.ends_with("*}") ? Kind::Rest : Kind::Parameter;
    MCS_ASSERT(kind == Kind::Text || segment.ends_with('}'));
    MCS_ASSERT(kind != Kind::Rest || rest.empty());
    const std::size_t brackets = kind == Kind::Text ? 0 : 1;
    const std::size_t ending = kind == Kind::Rest ? 2 : brackets;
    made.segments.push_back(
        {kind, std::string(segment.substr(brackets, segment.size() - brackets - ending))});
  }
  made.pattern = std::move(pattern);
  return made;
}

std::optional<Router::Match> Router::match(http::verb method,
                                           std::span<const std::string> segments) const {
  const Route* best = nullptr;
  for (const Route& route : routes_)
    if (matches(route, segments) && (best == nullptr || is_more_specific(route, *best)))
      best = &route;
  if (best == nullptr) return std::nullopt;

  Match match{.pattern = best->pattern, .parameters = parameters_of(*best, segments)};
  match.endpoint = find_endpoint(*best, method);
  if (method == http::verb::get && best->upgrade) match.upgrade = &best->upgrade;
  match.allow = allowed_methods(*best);
  return match;
}

bool Router::matches(const Route& route, std::span<const std::string> segments) {
  const bool open_ended = !route.segments.empty() && route.segments.back().kind == Kind::Rest;
  const std::size_t fixed = route.segments.size() - (open_ended ? 1 : 0);
  if (open_ended ? segments.size() < fixed : segments.size() != fixed) return false;
  for (std::size_t i = 0; i < fixed; ++i) {
    const Segment& segment = route.segments[i];
    if (segment.kind == Kind::Text ? segment.text != segments[i] : segments[i].empty())
      return false;
  }
  return true;
}

bool Router::is_more_specific(const Route& a, const Route& b) {
  return std::ranges::lexicographical_compare(a.segments, b.segments, {}, &Segment::kind,
                                              &Segment::kind);
}

Parameters Router::parameters_of(const Route& route, std::span<const std::string> segments) {
  Parameters parameters;
  for (std::size_t i = 0; i < route.segments.size(); ++i) {
    const Segment& segment = route.segments[i];
    if (segment.kind == Kind::Parameter) parameters.add(segment.text, segments[i]);
    if (segment.kind != Kind::Rest) continue;
    std::string rest;
    for (std::size_t j = i; j < segments.size(); ++j) rest += (j > i ? "/" : "") + segments[j];
    parameters.add(segment.text, std::move(rest));
  }
  return parameters;
}

const Router::Endpoint* Router::find_endpoint(const Route& route, http::verb method) {
  const auto find = [&route](http::verb wanted) -> const Endpoint* {
    const auto place = std::ranges::find(route.endpoints, wanted, &Endpoint::method);
    return place == route.endpoints.end() ? nullptr : &*place;
  };
  const Endpoint* const exact = find(method);
  return exact == nullptr && method == http::verb::head ? find(http::verb::get) : exact;
}

std::string Router::allowed_methods(const Route& route) {
  std::string allowed = route.upgrade ? "GET" : "";
  const auto append = [&allowed](http::verb method) {
    if (!allowed.empty()) allowed += ", ";
    allowed += std::string_view(http::to_string(method));
  };
  for (const Endpoint& endpoint : route.endpoints) {
    append(endpoint.method);
    if (endpoint.method == http::verb::get) append(http::verb::head);
  }
  return allowed;
}

}  // namespace mcs::net
