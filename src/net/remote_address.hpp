// Whose request it is, when proxies stand in front.
#pragma once

#include <boost/asio/ip/address.hpp>
#include <boost/beast/http/fields.hpp>

namespace mcs::net {

// Each of `trusted_proxies` appended the address it saw to X-Forwarded-For; what stands before
// that is the client's own claim. The peer's own address if the header does not say.
boost::asio::ip::address client_address(const boost::beast::http::fields& headers,
                                        const boost::asio::ip::address& peer,
                                        unsigned trusted_proxies);

// IPv4 mapped into IPv6 as IPv4: one client has one address.
boost::asio::ip::address unmapped(const boost::asio::ip::address& address);

}  // namespace mcs::net
