// Which handler answers which method and path.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "net/http_message.hpp"
#include "net/websocket_upgrade.hpp"

namespace mcs::net {

// A named coroutine; request and body outlive it. It may run on any I/O thread, and honours
// cancellation: the server emits it when it stops.
using Handler = std::function<boost::asio::awaitable<Response>(Request&, RequestBody&)>;

class Router {
 public:
  struct Endpoint {
    http::verb method;
    Handler handler;
    std::size_t body_limit;
  };

  // What the most specific matching pattern offers. With neither endpoint nor upgrade, the method
  // is not allowed.
  struct Match {
    std::string_view pattern;
    const Endpoint* endpoint = nullptr;
    const UpgradeHandler* upgrade = nullptr;
    Parameters parameters{};
    std::string allow{};  // For the Allow header.
  };

  static constexpr std::size_t default_body_limit = 64 * 1024;

  // A segment of the pattern is text, or `{name}` for any one segment, or, as the last, `{name*}`
  // for all that follow, none included. Text is preferred to {name}, and that to {name*}.
  // GET answers HEAD too.
  void add(http::verb method, std::string pattern, Handler handler,
           std::size_t body_limit = default_body_limit);
  void add_websocket(std::string pattern, UpgradeHandler handler);

  std::optional<Match> match(http::verb method, std::span<const std::string> segments) const;

 private:
  enum class Kind : std::uint8_t { Text, Parameter, Rest };
  struct Segment {
    Kind kind;
    std::string text;
  };
  struct Route {
    std::string pattern;
    std::vector<Segment> segments;
    std::vector<Endpoint> endpoints;
    UpgradeHandler upgrade;
  };

  Route& route(std::string pattern);
  static bool matches(const Route& route, std::span<const std::string> segments);
  static bool is_more_specific(const Route& a, const Route& b);
  static Parameters parameters_of(const Route& route, std::span<const std::string> segments);
  static const Endpoint* find_endpoint(const Route& route, http::verb method);
  static std::string allowed_methods(const Route& route);

  std::vector<Route> routes_;
};

}  // namespace mcs::net
