// A Lambda function behind a load balancer that answers what a router answers, by the same rules as
// the HTTP server does.
#pragma once

#include "function_loop.hpp"
#include "net/router.hpp"

namespace mcs::lambda {

// The router outlives it. `trusted_proxies` as in net::HttpOptions.
Handler http_function(const net::Router& router, unsigned trusted_proxies);

}  // namespace mcs::lambda
