// The product's own net library doing the yardstick's job, and checking a token at each upgrade:
// what HTTP and WebSocket cost without a quiz.
#include <charconv>
#include <csignal>
#include <cstdio>
#include <unistd.h>

#include "net/descriptors.hpp"
#include "net/server.hpp"
#include "net/websocket_group.hpp"
#include "net/websocket_session.hpp"
#include "net/websocket_upgrade.hpp"
#include "token.hpp"
#include "yardstick.hpp"

namespace {

using namespace mcs;

class Listener final : public net::SessionListener {
 public:
  void opened(net::WebSocketSession& session) override { everyone_.add(session); }
  void closed(net::WebSocketSession&, const net::SessionEnd&) override {}
  void message(net::WebSocketSession& session, std::string_view text, Time) override {
    if (text.starts_with('r')) session.send(net::make_text_frame(bench::reply_text));
    if (!text.starts_with('b')) return;
    std::size_t size = 0;
    std::from_chars(text.data() + 1, text.data() + text.size(), size);
    everyone_.broadcast(net::make_text_frame(std::string(size, 'b')));
  }

 private:
  net::WebSocketGroup everyone_;
};

}  // namespace

int main() {
  net::raise_descriptor_limit();
  Listener listener;
  net::Router router;
  const services::Tokens tokens = bench::tokens();
  router.add_websocket("/{path*}", [&](const net::Request& request, net::IoThread&) {
    const auto claims = tokens.verify(request.query.find("token").value_or(""), bench::now());
    if (!claims) return net::UpgradeDecision(net::WebSocketTurnAway{});
    return net::UpgradeDecision(net::WebSocketAccept{.listener = &listener});
  });
  net::IoThreads threads({.count = 1});
  net::Observer observer;
  net::ServerOptions options;
  options.addresses = {"127.0.0.1"};
  options.websocket.packet_rate = {.per_second = 1'000'000, .burst = 1'000'000};
  net::Server server(threads, options, router, observer);
  threads.start();
  if (!server.start()) return 1;
  std::printf("%d\n", server.port());
  std::fflush(stdout);
  pause();
}
