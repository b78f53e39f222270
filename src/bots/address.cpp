#include "bots/address.hpp"

#include <arpa/inet.h>
#include <cerrno>
#include <memory>
#include <netdb.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace mcs::bots {

Result<Server> Server::parse(std::string_view url) {
  constexpr std::string_view scheme = "http://";
  if (!url.starts_with(scheme))
    return fail(ErrorCode::BadRequest, "'" + std::string(url) + "' does not begin with http://");
  std::string_view authority = url.substr(scheme.size());
  authority = authority.substr(0, authority.find('/'));
  const std::size_t colon = authority.rfind(':');
  const std::string host(authority.substr(0, colon));
  const std::string port(colon == std::string_view::npos ? "80" : authority.substr(colon + 1));

  addrinfo hints{};
  hints.ai_family = AF_INET;
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (const int error = getaddrinfo(host.c_str(), port.c_str(), &hints, &found); error != 0)
    return fail(ErrorCode::BadRequest, "'" + std::string(url) + "': " + gai_strerror(error));
  const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> owner(found, &freeaddrinfo);
  return Server{.name = std::string(authority),
                .address = *reinterpret_cast<const sockaddr_in*>(found->ai_addr)};
}

Result<in_addr> parse_source(const std::string& text) {
  in_addr address{};
  if (inet_pton(AF_INET, text.c_str(), &address) != 1)
    return fail(ErrorCode::BadRequest, "'" + text + "' is no IPv4 address");
  return address;
}

int begin_connecting(const Server& server, const std::vector<in_addr>& sources,
                     std::uint32_t number) {
  const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (descriptor < 0) return -1;
  const int on = 1;
  ::setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  bool begun = true;
  if (!sources.empty()) {
    ::setsockopt(descriptor, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on);
    sockaddr_in from{};
    from.sin_family = AF_INET;
    from.sin_addr = sources[number % sources.size()];
    begun = ::bind(descriptor, reinterpret_cast<const sockaddr*>(&from), sizeof from) == 0;
  }
  const auto* to = reinterpret_cast<const sockaddr*>(&server.address);
  begun = begun && (::connect(descriptor, to, sizeof server.address) == 0 || errno == EINPROGRESS);
  if (begun) return descriptor;
  const int error = errno;
  ::close(descriptor);
  errno = error;
  return -1;
}

}  // namespace mcs::bots
