// Broadcasts, and what happens to clients that do not read.
#include "net/websocket_group.hpp"

#include <future>
#include <map>

#include "net/testing/websocket_test.hpp"

namespace mcs::net {
namespace {

using namespace testing;
using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::Pair;

constexpr ConflationKey leaderboard{1};
// More than the socket buffers of both ends hold.
constexpr std::size_t much = 8 * 1024 * 1024;

class WebSocketGroupTest : public WebSocketTest {
 protected:
  WebSocketGroupTest() {
    options_.websocket.backlog_limit = 2 * much;
    listener_.on_open = [this](WebSocketSession& session) { group_->add(session); };
  }
  BroadcastReport broadcast(std::string_view text, ConflationKey key = not_conflated) {
    return thread().run([&] { return group_->broadcast(make_text_frame(text), key); });
  }
  std::size_t size() {
    return thread().run([&] { return group_->size(); });
  }
  // A client that does not read while its session sends more than the socket takes.
  WebSocketClient open_and_block() {
    WebSocketClient client = open_and_wait();
    thread().run(
        [&] { listener_.sessions().back()->send(make_text_frame(std::string(much, 'b'))); });
    return client;
  }

  std::unique_ptr<WebSocketGroup> group_ = std::make_unique<WebSocketGroup>();
};

TEST_F(WebSocketGroupTest, sends_to_every_member) {
  start();
  std::vector<WebSocketClient> clients;
  for (int i = 0; i < 5; ++i) clients.push_back(open());
  ASSERT_TRUE(eventually([&] { return size() == 5; }));
  const BroadcastReport report = broadcast("all");
  EXPECT_EQ(report.sent + report.queued, 5U);
  EXPECT_EQ(report.conflated, 0U);
  for (WebSocketClient& client : clients) EXPECT_EQ(client.next_text(), "all");
  EXPECT_GE(server_->websocket_counters()[0].frames_sent.read(), 5U);
}

TEST_F(WebSocketGroupTest, keeps_the_order_of_sends_and_broadcasts) {
  start();
  WebSocketClient client = open_and_wait();
  thread().run([&] {
    WebSocketSession& session = *listener_.sessions().front();
    for (int i = 0; i < 100; ++i) {
      session.send(make_text_frame("send " + std::to_string(i)));
      group_->broadcast(make_text_frame("broadcast " + std::to_string(i)));
    }
  });
  for (int i = 0; i < 100; ++i) {
    EXPECT_EQ(client.next_text(), "send " + std::to_string(i));
    EXPECT_EQ(client.next_text(), "broadcast " + std::to_string(i));
  }
}

TEST_F(WebSocketGroupTest, keeps_at_most_one_state_waiting_for_a_slow_client) {
  start();
  WebSocketClient slow = open_and_block();
  WebSocketClient quick = open_and_wait();
  std::uint32_t conflated = 0;
  for (int i = 0; i < 100; ++i) {
    conflated += broadcast("board " + std::to_string(i), leaderboard).conflated;
    EXPECT_EQ(quick.next_text(), "board " + std::to_string(i));
  }
  EXPECT_EQ(conflated, 99U);
  EXPECT_EQ(slow.next_text().size(), much);
  EXPECT_EQ(slow.next_text(), "board 99");
  broadcast("next", leaderboard);
  EXPECT_EQ(slow.next_text(), "next");
}

TEST_F(WebSocketGroupTest, finishes_a_broadcast_that_the_kernel_took_in_part) {
  start();
  WebSocketClient slow = open_and_wait();
  broadcast(std::string(much, 'x'), leaderboard);
  broadcast("replaced", leaderboard);
  broadcast("latest", leaderboard);
  EXPECT_EQ(slow.next_text().size(), much);
  EXPECT_EQ(slow.next_text(), "latest");
}

TEST_F(WebSocketGroupTest, closes_a_client_whose_backlog_grows_too_large) {
  options_.websocket.backlog_limit = 100'000;
  options_.websocket.close_timeout = 20ms;
  options_.websocket.heartbeat = 100ms;
  start();
  // A larger frame is fine as long as nothing waits before it.
  WebSocketClient slow = open_and_block();
  EXPECT_TRUE(listener_.ends().empty());
  WebSocketClient quick = open_and_wait();
  broadcast("one more");
  EXPECT_EQ(quick.next_text(), "one more");
  EXPECT_TRUE(observer_.has_refused(Refusal::Backlog));
  EXPECT_EQ(wait_for_end(), "1013 unclean");
  EXPECT_EQ(size(), 1U);
}

TEST_F(WebSocketGroupTest, tells_a_slow_client_why_if_it_reads_after_all) {
  options_.websocket.backlog_limit = 100'000;
  start();
  WebSocketClient slow = open_and_block();
  broadcast("one more");
  EXPECT_EQ(slow.next_text().size(), much);
  const ServerFrame close = slow.next();
  EXPECT_TRUE(close.is_close(1013));
  EXPECT_TRUE(slow.answer_close(close));
  EXPECT_EQ(wait_for_end(), "1013 clean");
}

TEST_F(WebSocketGroupTest, answers_only_the_last_ping_of_a_slow_client) {
  start();
  WebSocketClient slow = open_and_block();
  for (const std::string_view payload : {"1", "2", "3"})
    slow.send(client_frame(opcode::ping, payload));
  // A message behind the pings: when it is heard, they are answered.
  std::atomic<bool> heard = false;
  listener_.on_message = [&](WebSocketSession&, std::string_view) { heard = true; };
  slow.send_text("x");
  ASSERT_TRUE(eventually([&] { return heard.load(); }));
  EXPECT_EQ(slow.next_text().size(), much);
  const ServerFrame pong = slow.next();
  EXPECT_TRUE(pong.is(opcode::pong));
  EXPECT_EQ(pong.payload, "3");
}

TEST_F(WebSocketGroupTest, forgets_members_that_close) {
  start();
  std::vector<WebSocketClient> clients;
  for (int i = 0; i < 200; ++i) clients.push_back(open());
  ASSERT_TRUE(eventually([&] { return size() == 200; }));
  // Enough of them, everywhere, for the gaps to be closed.
  std::vector<WebSocketClient> staying;
  for (std::size_t i = 0; i < clients.size(); ++i) {
    if (i % 4 == 0)
      staying.push_back(std::move(clients[i]));
    else
      clients[i].reset();
  }
  ASSERT_TRUE(eventually([&] { return size() == staying.size(); }));
  for (const char* text : {"first", "second"}) {
    broadcast(text);
    for (WebSocketClient& client : staying) EXPECT_EQ(client.next_text(), text);
  }
  WebSocketClient late = open_and_wait();
  broadcast("third");
  EXPECT_EQ(late.next_text(), "third");
}

TEST_F(WebSocketGroupTest, leaves_its_members_alone_when_it_goes) {
  start();
  WebSocketClient client = open_and_wait();
  thread().run([this] { group_ = std::make_unique<WebSocketGroup>(); });
  with_session([this](WebSocketSession& session) { group_->add(session); });
  broadcast("new group");
  EXPECT_EQ(client.next_text(), "new group");
}

TEST_F(WebSocketGroupTest, takes_no_session_that_is_closing) {
  listener_.on_open = [this](WebSocketSession& session) {
    session.close(1000, "");
    group_->add(session);
  };
  start();
  WebSocketClient client = open_and_wait();
  EXPECT_EQ(size(), 0U);
  EXPECT_EQ(broadcast("nobody").sent, 0U);
}

// Broadcasts that go around in portions: 200 members are told in four turns.
class GradualBroadcastTest : public WebSocketGroupTest {
 protected:
  void SetUp() override {
    start();
    for (int i = 0; i < 200; ++i) clients_.push_back(open());
    ASSERT_TRUE(eventually([&] { return size() == 200; }));
  }
  // Begins a broadcast, and does something else when a first portion has gone out. Returns after
  // that: other threads' work may overtake what a thread posts to itself.
  void begin(std::string_view text, const std::function<void()>& meanwhile) {
    std::promise<void> done;
    thread().run([&] {
      broadcast_gradually(text);
      thread().post([&] {
        meanwhile();
        done.set_value();
      });
    });
    done.get_future().wait();
  }
  void broadcast_gradually(std::string_view text) {
    group_->broadcast_gradually(make_text_frame(text), leaderboard,
                                [this](std::chrono::nanoseconds took) {
                                  EXPECT_GT(took.count(), 0);
                                  ++done_;
                                });
  }
  bool is_done(int times) {
    return eventually([&] { return done_ == times; });
  }
  // What every client heard until the text that `last` is, and how many heard each.
  std::map<std::string, int> heard_until(std::string_view last) {
    std::map<std::string, int> heard;
    for (WebSocketClient& client : clients_) {
      std::string all;
      while (!all.ends_with(last)) all += (all.empty() ? "" : " ") + client.next_text();
      ++heard[all];
    }
    return heard;
  }

  std::vector<WebSocketClient> clients_;
  std::atomic<int> done_ = 0;
};

TEST_F(GradualBroadcastTest, reaches_every_member_once) {
  begin("board", [] {});
  ASSERT_TRUE(is_done(1));
  broadcast("end");
  EXPECT_THAT(heard_until("end"), ElementsAre(Pair("board end", 200)));
}

TEST_F(GradualBroadcastTest, lets_other_frames_go_first) {
  begin("board", [this] { group_->broadcast(make_text_frame("reply")); });
  ASSERT_TRUE(is_done(1));
  broadcast("end");
  EXPECT_THAT(heard_until("end"),
              ElementsAre(Pair("board reply end", 64), Pair("reply board end", 136)));
}

TEST_F(GradualBroadcastTest, goes_on_with_the_next_of_its_kind) {
  begin("old", [this] { broadcast_gradually("new"); });
  ASSERT_TRUE(is_done(2));
  broadcast("end");
  EXPECT_THAT(heard_until("end"), ElementsAre(Pair("new end", 136), Pair("old new end", 64)));
}

TEST_F(GradualBroadcastTest, gives_way_to_the_next_of_its_kind_that_goes_out_at_once) {
  begin("old", [this] { group_->broadcast(make_text_frame("new"), leaderboard); });
  broadcast("end");
  EXPECT_THAT(heard_until("end"), ElementsAre(Pair("new end", 136), Pair("old new end", 64)));
  EXPECT_EQ(done_, 0);
}

TEST_F(GradualBroadcastTest, passes_over_members_that_leave) {
  begin("board", [this] {
    for (WebSocketSession* session : listener_.sessions()) session->close(1000, "");
  });
  ASSERT_TRUE(is_done(1));
  EXPECT_EQ(size(), 0U);
}

TEST_F(GradualBroadcastTest, ends_with_its_group) {
  begin("board", [this] {
    group_ = std::make_unique<WebSocketGroup>();
    for (WebSocketSession* session : listener_.sessions()) group_->add(*session);
  });
  broadcast("end");
  EXPECT_THAT(heard_until("end"), ElementsAre(Pair("board end", 64), Pair("end", 136)));
  EXPECT_EQ(done_, 0);
}

}  // namespace
}  // namespace mcs::net
