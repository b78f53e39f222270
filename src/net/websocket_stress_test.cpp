// Many sessions on several threads, with broadcasts from outside and connections that break off at
// any moment. Its value is in what the sanitizers see.
#include <atomic>
#include <random>
#include <thread>

#include "net/testing/websocket_test.hpp"

namespace mcs::net {
namespace {

using namespace testing;
using namespace std::chrono_literals;

constexpr std::size_t io_threads = 3;
constexpr int rounds = 12;
constexpr int clients_per_round = 20;

// One group a thread, as an upper layer would have.
class GroupListener : public SessionListener {
 public:
  void opened(WebSocketSession& session) override {
    groups[session.thread().index()].add(session);
    session.send(make_text_frame("welcome"));
  }
  void message(WebSocketSession& session, std::string_view text, Time) override {
    if (text == "close me") return session.close(4000, "as you wish");
    WebSocketGroup& group = groups[session.thread().index()];
    group.broadcast(make_text_frame(text), ConflationKey{1});
    group.broadcast_gradually(make_text_frame(text), ConflationKey{2}, [](auto) {});
    session.send(make_text_frame(text));
  }
  void closed(WebSocketSession&, const SessionEnd&) override { ++closed_count; }

  std::array<WebSocketGroup, io_threads> groups;
  std::atomic<int> closed_count = 0;
};

class WebSocketStressTest : public WebSocketTest {
 protected:
  WebSocketStressTest() {
    options_.websocket.heartbeat = 64ms;
    options_.websocket.backlog_limit = 64 * 1024;
    accept_.listener = &everybody_;
  }

  void misbehave(unsigned seed) {
    std::mt19937 random(seed);
    for (int round = 0; round < rounds; ++round) {
      std::vector<WebSocketClient> clients;
      for (int i = 0; i < clients_per_round; ++i) clients.push_back(open());
      for (WebSocketClient& client : clients) {
        switch (random() % 6) {
          case 0: client.reset(); break;
          case 1: client.send_text("close me"); break;
          case 2: client.send(client_close(1000, "bye")); break;
          case 3: client.send("\xFF\xFF\xFF"); break;
          case 4: client.end_sending(); break;
          default: client.send_text("news"); break;
        }
      }
    }
  }

  GroupListener everybody_;
};

TEST_F(WebSocketStressTest, survives) {
  start(io_threads);
  std::atomic<bool> over = false;
  std::thread broadcaster([&] {
    for (int i = 0; !over; ++i) {
      const Frame frame = make_text_frame(std::string(2000, static_cast<char>('a' + i % 26)));
      for (std::size_t t = 0; t < io_threads; ++t)
        thread(t).post(
            [this, t, frame] { everybody_.groups[t].broadcast(frame, ConflationKey{2}); });
      std::this_thread::sleep_for(1ms);
    }
  });
  std::vector<std::thread> crowd;
  for (unsigned seed = 1; seed <= 3; ++seed) crowd.emplace_back([this, seed] { misbehave(seed); });
  for (std::thread& one : crowd) one.join();
  EXPECT_TRUE(
      eventually([&] { return everybody_.closed_count == 3 * rounds * clients_per_round; }));
  over = true;
  broadcaster.join();
  EXPECT_TRUE(eventually([&] { return server_->connections() == 0; }));
}

}  // namespace
}  // namespace mcs::net
