#include "bots/http_client.hpp"

#include <array>
#include <cerrno>
#include <cstring>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "bots/http.hpp"

namespace mcs::bots {

namespace {

constexpr time_t timeout_s = 30;

class Socket {
 public:
  Socket() : descriptor_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    const timeval timeout{.tv_sec = timeout_s, .tv_usec = 0};
    ::setsockopt(descriptor_, SOL_SOCKET, SO_RCVTIMEO, &timeout, sizeof timeout);
    ::setsockopt(descriptor_, SOL_SOCKET, SO_SNDTIMEO, &timeout, sizeof timeout);
  }
  ~Socket() { ::close(descriptor_); }
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;

  int descriptor() const { return descriptor_; }

 private:
  int descriptor_;
};

std::unexpected<Error> unavailable(const Server& server, const char* why) {
  return fail(ErrorCode::Unavailable, server.name + ": " + why);
}

}  // namespace

Result<Reply> fetch(const Server& server, const std::string& request) {
  const Socket socket;
  const auto* to = reinterpret_cast<const sockaddr*>(&server.address);
  if (::connect(socket.descriptor(), to, sizeof server.address) != 0)
    return unavailable(server, std::strerror(errno));
  for (std::string_view rest = request; !rest.empty();) {
    const ssize_t sent = ::send(socket.descriptor(), rest.data(), rest.size(), MSG_NOSIGNAL);
    if (sent <= 0) return unavailable(server, std::strerror(errno));
    rest.remove_prefix(static_cast<std::size_t>(sent));
  }
  std::string received;
  std::array<char, 64 * 1024> buffer;
  while (true) {
    const ssize_t count = ::recv(socket.descriptor(), buffer.data(), buffer.size(), 0);
    if (count < 0) return unavailable(server, std::strerror(errno));
    if (count == 0) return unavailable(server, "it closed the connection");
    received.append(buffer.data(), static_cast<std::size_t>(count));
    const auto [malformed, response] = read_response(received);
    if (malformed) return unavailable(server, "it sent no HTTP");
    if (response) return Reply{.status = response->status, .body = std::string(response->body)};
  }
}

}  // namespace mcs::bots
