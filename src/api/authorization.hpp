// Bearer tokens in HTTP requests (RFC 6750).
#pragma once

#include "base/result.hpp"
#include "net/http_message.hpp"
#include "ports/clock.hpp"
#include "services/tokens.hpp"

namespace mcs::api {

Result<services::TokenClaims> authorize(const net::Request& request, const services::Tokens& tokens,
                                        const ports::Clock& clock);

}  // namespace mcs::api
