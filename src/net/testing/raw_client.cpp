#include "net/testing/raw_client.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>
#include <utility>

#include "base/assert.hpp"

namespace mcs::net::testing {

namespace {

constexpr int receive_timeout_seconds = 20;

std::string lower(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return result;
}

}  // namespace

std::string HttpReply::header(std::string_view name) const {
  const std::size_t place = lower(head).find("\r\n" + lower(name) + ": ");
  if (place == std::string::npos) return {};
  const std::size_t begin = place + name.size() + 4;
  return head.substr(begin, head.find("\r\n", begin) - begin);
}

RawClient::RawClient(std::uint16_t port, const char* host) {
  addrinfo hints{};
  hints.ai_flags = AI_NUMERICHOST;
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* address = nullptr;
  MCS_ASSERT(getaddrinfo(host, std::to_string(port).c_str(), &hints, &address) == 0);
  socket_ = ::socket(address->ai_family, SOCK_STREAM, 0);
  const timeval timeout{.tv_sec = receive_timeout_seconds, .tv_usec = 0};
  ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &timeout, sizeof timeout);
  const int connected = ::connect(socket_, address->ai_addr, address->ai_addrlen);
  freeaddrinfo(address);
  if (connected != 0) socket_ = (::close(socket_), -1);
}

RawClient::RawClient(RawClient&& other) noexcept
    : socket_(std::exchange(other.socket_, -1)), buffer_(std::move(other.buffer_)) {}

RawClient::~RawClient() {
  if (socket_ >= 0) ::close(socket_);
}

bool RawClient::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

void RawClient::end_sending() {
  ::shutdown(socket_, SHUT_WR);
}

void RawClient::reset() {
  const linger at_once{.l_onoff = 1, .l_linger = 0};
  ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  ::close(std::exchange(socket_, -1));
}

bool RawClient::has_more() const {
  pollfd socket{.fd = socket_, .events = POLLIN, .revents = 0};
  return !buffer_.empty() || ::poll(&socket, 1, 0) == 1;
}

std::string RawClient::receive() {
  if (!buffer_.empty()) return std::exchange(buffer_, {});
  std::array<char, 65536> bytes;
  const ssize_t received = ::recv(socket_, bytes.data(), bytes.size(), 0);
  return {bytes.data(), static_cast<std::size_t>(std::max<ssize_t>(received, 0))};
}

std::string RawClient::receive_exactly(std::size_t size) {
  std::string all = std::exchange(buffer_, {});
  while (all.size() < size) {
    const std::string some = receive();
    if (some.empty()) return all;
    all += some;
  }
  buffer_ = all.substr(size);
  return all.substr(0, size);
}

std::string RawClient::receive_all() {
  std::string all;
  for (std::string some = receive(); !some.empty(); some = receive()) all += some;
  return all;
}

HttpReply RawClient::read_reply(bool has_body) {
  HttpReply reply;
  while (reply.head.find("\r\n\r\n") == std::string::npos) {
    const std::string some = receive();
    if (some.empty()) return {};
    reply.head += some;
  }
  const std::size_t end = reply.head.find("\r\n\r\n") + 4;
  buffer_ = reply.head.substr(end);
  reply.head.resize(end);
  reply.status = std::stoi(reply.head.substr(reply.head.find(' ') + 1, 3));
  const std::string length = reply.header("Content-Length");
  if (has_body && !length.empty()) reply.body = receive_exactly(std::stoul(length));
  return reply;
}

HttpReply RawClient::request(std::string_view bytes) {
  send(bytes);
  return read_reply(!bytes.starts_with("HEAD "));
}

HttpReply RawClient::get(std::string_view target, std::string_view headers) {
  return request("GET " + std::string(target) + " HTTP/1.1\r\nHost: test\r\n" +
                 std::string(headers) + "\r\n");
}

}  // namespace mcs::net::testing
