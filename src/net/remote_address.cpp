#include "net/remote_address.hpp"

#include <algorithm>

#include "net/header_list.hpp"

namespace mcs::net {

namespace {

// "192.0.2.1", "192.0.2.1:8080", "2001:db8::1" or "[2001:db8::1]:8080".
std::string_view without_port(std::string_view text) {
  if (text.starts_with('[')) return text.substr(1, text.find(']') - 1);
  return std::ranges::count(text, ':') == 1 ? text.substr(0, text.find(':')) : text;
}

}  // namespace

boost::asio::ip::address client_address(const boost::beast::http::fields& headers,
                                        const boost::asio::ip::address& peer,
                                        unsigned trusted_proxies) {
  if (trusted_proxies == 0) return peer;
  const auto hops = list_elements(headers, "X-Forwarded-For");
  if (hops.empty()) return peer;
  const std::size_t back = std::min<std::size_t>(trusted_proxies, hops.size());
  boost::system::error_code error;
  const auto address = boost::asio::ip::make_address(without_port(hops[hops.size() - back]), error);
  return error ? peer : unmapped(address);
}

boost::asio::ip::address unmapped(const boost::asio::ip::address& address) {
  if (!address.is_v6() || !address.to_v6().is_v4_mapped()) return address;
  return boost::asio::ip::make_address_v4(boost::asio::ip::v4_mapped, address.to_v6());
}

}  // namespace mcs::net
