// Where the server under test is, and from where to connect to it.
#pragma once

#include <cstdint>
#include <netinet/in.h>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace mcs::bots {

struct Server {
  std::string name;  // "host:port", as in the Host header.
  sockaddr_in address{};

  // "http://host:port": IPv4, looked up now and never again.
  static Result<Server> parse(std::string_view url);
};

// A numeric IPv4 address of this machine.
Result<in_addr> parse_source(const std::string& text);

// A non-blocking socket that is connecting, or -1 with errno set. Port numbers are drawn when the
// destination is known, so that each source address has all of them for each server.
int begin_connecting(const Server& server, const std::vector<in_addr>& sources,
                     std::uint32_t number);

}  // namespace mcs::bots
