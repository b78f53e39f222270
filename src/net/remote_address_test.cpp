#include "net/remote_address.hpp"

#include <gtest/gtest.h>

namespace mcs::net {
namespace {

using boost::asio::ip::make_address;

std::string client(std::initializer_list<std::string_view> forwarded, unsigned trusted) {
  boost::beast::http::fields headers;
  for (const std::string_view value : forwarded) headers.insert("X-Forwarded-For", value);
  return client_address(headers, make_address("10.0.0.1"), trusted).to_string();
}

TEST(RemoteAddress, is_the_peers_unless_proxies_are_trusted) {
  EXPECT_EQ(client({"192.0.2.1"}, 0), "10.0.0.1");
  EXPECT_EQ(client({}, 1), "10.0.0.1");
}

TEST(RemoteAddress, believes_only_as_many_hops_as_are_trusted) {
  EXPECT_EQ(client({"6.6.6.6, 192.0.2.1"}, 1), "192.0.2.1");
  EXPECT_EQ(client({"6.6.6.6, 192.0.2.1, 192.0.2.2"}, 2), "192.0.2.1");
  EXPECT_EQ(client({"6.6.6.6", "192.0.2.1"}, 1), "192.0.2.1");
  EXPECT_EQ(client({"192.0.2.1"}, 3), "192.0.2.1");
}

TEST(RemoteAddress, takes_ports_and_ipv6) {
  EXPECT_EQ(client({"192.0.2.1:4711"}, 1), "192.0.2.1");
  EXPECT_EQ(client({"2001:db8::1"}, 1), "2001:db8::1");
  EXPECT_EQ(client({"[2001:db8::1]:4711"}, 1), "2001:db8::1");
  EXPECT_EQ(client({"::ffff:192.0.2.1"}, 1), "192.0.2.1");
}

TEST(RemoteAddress, falls_back_to_the_peer_for_nonsense) {
  for (const std::string_view value : {"unknown", "[", "[]", "1.2.3.4.5", ":", "a:b"})
    EXPECT_EQ(client({value}, 1), "10.0.0.1") << value;
}

}  // namespace
}  // namespace mcs::net
