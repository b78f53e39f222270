// Sessions over real sockets: opening, messages, limits, and every way of closing.
#include "net/websocket_session.hpp"

#include "net/testing/websocket_test.hpp"

namespace mcs::net {
namespace {

using namespace testing;
using namespace std::chrono_literals;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr std::string_view handshake =
    "GET /ws HTTP/1.1\r\nHost: test\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
    "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

class WebSocketSessionTest : public WebSocketTest {};

TEST_F(WebSocketSessionTest, opens_and_echoes) {
  start();
  WebSocketClient client = open();
  EXPECT_EQ(client.reply().status, 101);
  EXPECT_EQ(client.reply().header("Sec-WebSocket-Accept"), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
  for (const std::size_t size : {0U, 5U, 125U, 126U, 4000U, 16'384U}) {
    const std::string text(size, 'x');
    client.send_text(text);
    EXPECT_EQ(client.next_text(), text);
  }
}

TEST_F(WebSocketSessionTest, pings_at_once_and_then_says_what_the_listener_says) {
  listener_.on_open = [](WebSocketSession& session) {
    session.send(make_text_frame("welcome"));
    session.send(make_text_frame("again"));
  };
  start();
  WebSocketClient client = open();
  EXPECT_TRUE(client.receive_frame().is(opcode::ping));
  EXPECT_TRUE(client.receive_frame().is_text("welcome"));
  EXPECT_TRUE(client.receive_frame().is_text("again"));
}

TEST_F(WebSocketSessionTest, answers_the_handshake_with_the_greeting_in_one_write) {
  accept_.greets = true;
  start();
  RawClient client = connect();
  client.send(handshake);
  ASSERT_TRUE(eventually([&] { return !listener_.sessions().empty(); }));
  // The turn in which it opened ends; others' work may overtake what a thread posts to itself.
  for (int i = 0; i < 2; ++i) thread().run([] {});
  EXPECT_FALSE(client.has_more());
  with_session([](WebSocketSession& session) { session.send(make_text_frame("welcome")); });
  const std::string received = client.receive();
  EXPECT_THAT(received, StartsWith("HTTP/1.1 101 "));
  EXPECT_THAT(received, HasSubstr("\r\n\r\n\x89"));
  EXPECT_THAT(received, EndsWith("\x81\x07welcome"));
}

TEST_F(WebSocketSessionTest, answers_the_handshake_at_the_first_heartbeat_without_a_greeting) {
  accept_.greets = true;
  options_.websocket.heartbeat = 100ms;
  start();
  WebSocketClient client = open();
  EXPECT_EQ(client.reply().status, 101);
  EXPECT_TRUE(client.receive_frame().is(opcode::ping));
}

TEST_F(WebSocketSessionTest, answers_the_handshake_before_it_closes_without_a_greeting) {
  accept_.greets = true;
  listener_.on_open = [](WebSocketSession& session) { session.close(4410, "removed"); };
  start();
  WebSocketClient client = open();
  EXPECT_EQ(client.reply().status, 101);
  EXPECT_EQ(client.receive_frame().payload, close_payload(4410, "removed"));
}

TEST_F(WebSocketSessionTest, takes_frames_sent_right_behind_the_handshake) {
  start();
  RawClient client = connect();
  client.send(std::string(handshake) + client_text("early") + client_text("cut").substr(0, 4));
  EXPECT_EQ(client.read_reply().status, 101);
  client.send(client_text("cut").substr(4));
  std::string received;
  while (
      !received.ends_with("\x81\x03"
                          "cut"))
    received += client.receive();
  EXPECT_THAT(received, HasSubstr("\x81\x05"
                                  "early"));
}

TEST_F(WebSocketSessionTest, answers_the_handshake_though_what_comes_right_behind_it_ends_all) {
  start();
  const std::string no_message_to_continue = client_frame(opcode::continuation, "");
  for (const std::string& end : {client_close(close_code::normal), no_message_to_continue}) {
    RawClient client = connect();
    client.send(std::string(handshake) + end);
    EXPECT_EQ(client.read_reply().status, 101);
    client.end_sending();
    EXPECT_THAT(client.receive_all(), HasSubstr("\x88"));
  }
}

TEST_F(WebSocketSessionTest, selects_a_subprotocol_and_keeps_a_context) {
  decide = [this](const Request& request) {
    EXPECT_EQ(request.header(http::field::origin), "https://example.org");
    WebSocketAccept accept = accept_;
    accept.subprotocol = std::string(offered_subprotocols(request).front());
    accept.context = 42;
    return accept;
  };
  start();
  WebSocketClient client(server_->port(), "/ws",
                         "Sec-WebSocket-Protocol: mc-speedrun, token\r\n"
                         "Origin: https://example.org\r\n");
  EXPECT_EQ(client.reply().header("Sec-WebSocket-Protocol"), "mc-speedrun");
  ASSERT_TRUE(eventually([&] { return !listener_.sessions().empty(); }));
  with_session([](WebSocketSession& session) {
    EXPECT_EQ(session.context(), 42U);
    session.set_context(43);
    EXPECT_EQ(session.context(), 43U);
  });
}

TEST_F(WebSocketSessionTest, can_be_refused_as_http) {
  decide = [](const Request&) { return make_response(403, "text/plain", "no"); };
  start();
  EXPECT_EQ(open().reply().status, 403);
  EXPECT_EQ(connect().get("/ws").status, 426);
  EXPECT_EQ(connect().request("POST /ws HTTP/1.1\r\nHost: x\r\n\r\n").status, 405);
  EXPECT_TRUE(observer_.has_refused(Refusal::Handshake));
}

TEST_F(WebSocketSessionTest, can_be_turned_away_with_a_close_code) {
  decide = [](const Request&) { return WebSocketTurnAway{.code = 4401, .reason = "sign on"}; };
  start();
  WebSocketClient client = open();
  EXPECT_EQ(client.reply().status, 101);
  client.send_text("never read");
  const ServerFrame close = client.receive_frame();
  EXPECT_EQ(close.payload, close_payload(4401, "sign on"));
  EXPECT_TRUE(client.answer_close(close));
  EXPECT_TRUE(eventually([&] { return server_->connections() == 0; }));
  EXPECT_TRUE(listener_.ends().empty());
}

TEST_F(WebSocketSessionTest, answers_the_peers_close_with_its_code_and_reason) {
  start();
  WebSocketClient client = open();
  client.send(client_close(1000, "done"));
  EXPECT_EQ(client.next().payload, close_payload(1000, "done"));
  EXPECT_EQ(client.receive(), "");
  EXPECT_EQ(wait_for_end(), "1000 clean");
}

TEST_F(WebSocketSessionTest, answers_a_close_without_a_code_with_none) {
  start();
  WebSocketClient client = open();
  client.send(client_frame(opcode::close, {}));
  const ServerFrame close = client.next();
  EXPECT_TRUE(close.is(opcode::close));
  EXPECT_EQ(close.payload, "");
  EXPECT_EQ(wait_for_end(), "1005 clean");
}

TEST_F(WebSocketSessionTest, sends_what_waits_and_then_its_close) {
  listener_.on_message = [](WebSocketSession& session, std::string_view) {
    session.send(make_text_frame("last"));
    session.close(4410, "removed");
    session.send(make_text_frame("too late"));
    EXPECT_FALSE(session.is_open());
  };
  start();
  WebSocketClient client = open();
  client.send_text("x");
  client.send_text("not heard any more");
  EXPECT_EQ(client.next_text(), "last");
  const ServerFrame close = client.next();
  EXPECT_EQ(close.payload, close_payload(4410, "removed"));
  EXPECT_TRUE(listener_.ends().empty());
  EXPECT_TRUE(client.answer_close(close));
  EXPECT_EQ(wait_for_end(), "4410 clean");
}

TEST_F(WebSocketSessionTest, does_not_wait_forever_for_the_peers_close) {
  options_.websocket.close_timeout = 20ms;
  options_.websocket.heartbeat = 100ms;
  listener_.on_open = [](WebSocketSession& session) { session.close(1012, ""); };
  start();
  WebSocketClient client = open();
  EXPECT_TRUE(client.next().is_close(1012));
  EXPECT_EQ(client.receive_all(), "");
  EXPECT_EQ(wait_for_end(), "1012 unclean");
  EXPECT_TRUE(eventually([&] { return server_->connections() == 0; }));
}

TEST_F(WebSocketSessionTest, notices_a_peer_that_is_gone) {
  start();
  WebSocketClient ends = open_and_wait();
  ends.end_sending();
  EXPECT_EQ(wait_for_end(), "1006 unclean");
  open_and_wait().reset();
  EXPECT_TRUE(eventually([&] { return listener_.ends().size() == 2; }));
  EXPECT_TRUE(eventually([&] { return server_->connections() == 0; }));
}

TEST_F(WebSocketSessionTest, fails_the_connection_on_a_violation) {
  start();
  WebSocketClient client = open();
  client.send(client_text("unmasked", {.masked = false}) + client_text("not read"));
  EXPECT_TRUE(client.next().is_close(1002));
  EXPECT_EQ(client.receive_all(), "");
  EXPECT_EQ(wait_for_end(), "1002 unclean");
  EXPECT_TRUE(observer_.has_refused(Refusal::ProtocolViolation));
}

TEST_F(WebSocketSessionTest, refuses_messages_over_the_sessions_limit) {
  accept_.max_message_size = 4096;
  start();
  WebSocketClient fits = open();
  fits.send_text(std::string(4096, 'x'));
  EXPECT_EQ(fits.next_text().size(), 4096U);
  WebSocketClient exceeds = open();
  exceeds.send_text(std::string(4097, 'x'));
  EXPECT_TRUE(exceeds.next().is_close(1009));
  WebSocketClient binary = open();
  binary.send(client_frame(opcode::binary, "x"));
  EXPECT_TRUE(binary.next().is_close(1003));
}

TEST_F(WebSocketSessionTest, answers_pings_in_the_middle_of_a_message) {
  start();
  WebSocketClient client = open();
  client.send(client_text("frag", {.final = false}) + client_frame(opcode::ping, "now?"));
  const ServerFrame pong = client.next();
  EXPECT_TRUE(pong.is(opcode::pong));
  EXPECT_EQ(pong.payload, "now?");
  client.send(client_frame(opcode::continuation, "ment"));
  EXPECT_EQ(client.next_text(), "fragment");
}

TEST_F(WebSocketSessionTest, closes_on_too_many_packets) {
  options_.websocket.packet_rate = {.per_second = 1, .burst = 5};
  start();
  WebSocketClient client = open();
  std::string burst;
  for (int i = 0; i < 6; ++i) burst += client_text("x");
  client.send(burst);
  for (int i = 0; i < 5; ++i) EXPECT_EQ(client.next_text(), "x");
  EXPECT_TRUE(client.next().is_close(4429));
  EXPECT_TRUE(observer_.has_refused(Refusal::PacketRate));
}

TEST_F(WebSocketSessionTest, counts_pings_fragments_and_foreign_pongs_as_packets) {
  options_.websocket.packet_rate = {.per_second = 1, .burst = 5};
  start();
  for (const std::string& packet :
       {client_frame(opcode::ping, {}), client_frame(opcode::pong, "unasked")}) {
    WebSocketClient client = open();
    for (int i = 0; i < 6; ++i) client.send(packet);
    ServerFrame frame = client.next();
    while (frame.is(opcode::pong)) frame = client.next();
    EXPECT_TRUE(frame.is_close(4429));
  }
  WebSocketClient fragments = open();
  fragments.send(client_text({}, {.final = false}));
  for (int i = 0; i < 5; ++i)
    fragments.send(client_frame(opcode::continuation, {}, {.final = false}));
  EXPECT_TRUE(fragments.next().is_close(4429));
}

TEST_F(WebSocketSessionTest, measures_round_trips_and_takes_the_smallest) {
  options_.websocket.heartbeat = 64ms;
  start();
  WebSocketClient client = open_and_wait();
  with_session([](WebSocketSession& s) { EXPECT_EQ(s.smallest_round_trip(), std::nullopt); });
  std::optional<std::chrono::microseconds> smallest;
  for (int i = 0; i < 4; ++i) {
    const ServerFrame ping = client.receive_frame();
    ASSERT_TRUE(ping.is(opcode::ping));
    client.send(client_frame(opcode::pong, ping.payload));
    ASSERT_TRUE(eventually([&] {
      std::optional<std::chrono::microseconds> measured;
      with_session([&](WebSocketSession& s) { measured = s.smallest_round_trip(); });
      EXPECT_TRUE(!smallest || *measured <= *smallest);
      smallest = measured;
      return measured.has_value();
    }));
  }
}

TEST_F(WebSocketSessionTest, believes_no_pong_that_it_did_not_ask_for) {
  start();
  WebSocketClient client = open_and_wait();
  client.send(client_frame(opcode::pong, std::string(8, '\0')) + client_text("after"));
  EXPECT_EQ(client.next_text(), "after");
  with_session([](WebSocketSession& s) { EXPECT_EQ(s.smallest_round_trip(), std::nullopt); });
}

TEST_F(WebSocketSessionTest, closes_who_answers_no_heartbeat) {
  options_.websocket.heartbeat = 64ms;
  start();
  WebSocketClient client = open();
  int pings = 0;
  ServerFrame frame = client.receive_frame();
  for (; frame.is(opcode::ping); frame = client.receive_frame()) ++pings;
  EXPECT_TRUE(frame.is_close(4408));
  EXPECT_EQ(pings, 2);
  EXPECT_TRUE(observer_.has_refused(Refusal::LostHeartbeat));
}

TEST_F(WebSocketSessionTest, is_told_to_go_elsewhere_when_the_server_drains) {
  start(2);
  std::vector<WebSocketClient> clients;
  for (int i = 0; i < 8; ++i) clients.push_back(open());
  ASSERT_TRUE(eventually([&] { return listener_.sessions().size() == 8; }));
  bool drained = false;
  std::thread drain([&] { drained = server_->drain(20s); });
  for (WebSocketClient& client : clients) {
    const ServerFrame close = client.next();
    EXPECT_TRUE(close.is_close(1012));
    client.send(client_frame(opcode::close, close.payload));
    EXPECT_EQ(client.receive_all(), "");
    client.reset();
  }
  drain.join();
  EXPECT_TRUE(drained);
  EXPECT_THAT(listener_.ends(), ::testing::Each("1012 clean"));
}

TEST_F(WebSocketSessionTest, ends_when_the_server_stops) {
  start(2);
  std::vector<WebSocketClient> clients;
  for (int i = 0; i < 8; ++i) clients.push_back(open());
  ASSERT_TRUE(eventually([&] { return listener_.sessions().size() == 8; }));
  server_->stop();
  EXPECT_EQ(listener_.ends().size(), 8U);
}

}  // namespace
}  // namespace mcs::net
