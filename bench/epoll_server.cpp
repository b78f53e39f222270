// The yardstick: a WebSocket server that does nothing but the system calls that it cannot avoid. It
// trusts its clients: a frame comes whole, is masked and small; what the kernel does not take is
// lost. One thread, one epoll set, no timers.
#include <array>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/evp.h>
#include <string>
#include <string_view>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

#include "yardstick.hpp"

namespace {

std::vector<int> clients;             // In the order in which they came.
std::vector<bool> upgraded(1 << 16);  // By descriptor.

std::string frame_of(std::string_view text) {
  std::string frame = "\x81";
  if (text.size() < 126) {
    frame += static_cast<char>(text.size());
  } else {
    frame += static_cast<char>(126);
    frame += static_cast<char>(text.size() >> 8);
    frame += static_cast<char>(text.size() & 0xFF);
  }
  return frame.append(text);
}

void upgrade(int client, std::string_view request) {
  constexpr std::string_view name = "Sec-WebSocket-Key: ";
  const std::string source = std::string(request.substr(request.find(name) + name.size(), 24)) +
                             "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  EVP_Digest(source.data(), source.size(), digest.data(), &size, EVP_sha1(), nullptr);
  std::array<unsigned char, 32> accept{};
  EVP_EncodeBlock(accept.data(), digest.data(), static_cast<int>(size));
  const std::string response = std::string(
                                   "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                                   "Connection: Upgrade\r\nSec-WebSocket-Accept: ") +
                               reinterpret_cast<const char*>(accept.data()) + "\r\n\r\n";
  send(client, response.data(), response.size(), MSG_NOSIGNAL);
  upgraded[static_cast<std::size_t>(client)] = true;
  clients.push_back(client);
}

void broadcast(std::string_view size_text) {
  std::size_t size = 0;
  std::from_chars(size_text.data(), size_text.data() + size_text.size(), size);
  const std::string frame = frame_of(std::string(size, 'b'));
  for (const int client : clients)
    send(client, frame.data(), frame.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
}

void take_frame(int client, std::string_view frame) {
  static const std::string reply = frame_of(mcs::bench::reply_text);
  const std::size_t length = static_cast<std::size_t>(frame[1]) & 0x7F;
  const std::string_view mask = frame.substr(2, 4);
  std::string text(frame.substr(6, length));
  for (std::size_t i = 0; i < text.size(); ++i) text[i] ^= mask[i % 4];
  if (text[0] == 'r') send(client, reply.data(), reply.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
  if (text[0] == 'b') broadcast(std::string_view(text).substr(1));
}

void receive(int client) {
  static std::array<char, 4096> buffer;
  const ssize_t size = recv(client, buffer.data(), buffer.size(), MSG_DONTWAIT);
  if (size == 0) {
    std::erase(clients, client);
    upgraded[static_cast<std::size_t>(client)] = false;
    close(client);
  }
  if (size <= 0) return;
  const std::string_view bytes(buffer.data(), static_cast<std::size_t>(size));
  if (!upgraded[static_cast<std::size_t>(client)])
    upgrade(client, bytes);
  else if ((bytes[0] & 0x0F) == 1)
    take_frame(client, bytes);
}

void watch(int set, int descriptor) {
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.fd = descriptor;
  epoll_ctl(set, EPOLL_CTL_ADD, descriptor, &event);
}

int listen_anywhere() {
  const int listener = socket(AF_INET, SOCK_STREAM, 0);
  const int on = 1;
  setsockopt(listener, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  const auto generic = reinterpret_cast<sockaddr*>(&address);
  if (bind(listener, generic, size) != 0 || listen(listener, 4096) != 0) std::exit(1);
  getsockname(listener, generic, &size);
  std::printf("%d\n", ntohs(address.sin_port));
  std::fflush(stdout);
  return listener;
}

}  // namespace

int main() {
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
  const int listener = listen_anywhere();
  const int set = epoll_create1(0);
  watch(set, listener);
  std::array<epoll_event, 256> events;
  while (true) {
    const int count = epoll_wait(set, events.data(), events.size(), -1);
    for (int i = 0; i < count; ++i) {
      const int descriptor = events[static_cast<std::size_t>(i)].data.fd;
      if (descriptor != listener)
        receive(descriptor);
      else if (const int client = accept4(listener, nullptr, nullptr, SOCK_NONBLOCK); client >= 0)
        watch(set, client);
    }
  }
}
