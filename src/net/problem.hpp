// Errors as application/problem+json (RFC 9457).
#pragma once

#include <boost/json/object.hpp>
#include <cstdint>

#include "base/error.hpp"
#include "net/http_message.hpp"

namespace mcs::net {

// Members type, title, status, detail, code, and `more`.
Response make_problem(const Error& error, boost::json::object more = {});
// With a status that the error's own is too general for.
Response make_problem(const Error& error, std::uint16_t status, boost::json::object more = {});

}  // namespace mcs::net
