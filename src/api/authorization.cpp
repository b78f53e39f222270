#include "api/authorization.hpp"

#include <boost/beast/core/string.hpp>

namespace mcs::api {

Result<services::TokenClaims> authorize(const net::Request& request, const services::Tokens& tokens,
                                        const ports::Clock& clock) {
  constexpr std::string_view scheme = "Bearer ";
  const std::string_view header = request.header(net::http::field::authorization);
  if (!boost::beast::iequals(header.substr(0, scheme.size()), scheme))
    return fail(ErrorCode::Unauthorized, "send the token as 'Authorization: Bearer <token>'");
  return tokens.verify(header.substr(scheme.size()), clock.now());
}

}  // namespace mcs::api
