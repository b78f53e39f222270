// Starting, draining and stopping.
#include "net/server.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <thread>

#include "net/testing/server_test.hpp"

namespace mcs::net {
namespace {

using namespace testing;
using namespace std::chrono_literals;
using ::testing::HasSubstr;

#if defined(__SANITIZE_THREAD__)
constexpr bool thread_sanitizer = true;
#elif defined(__has_feature)
constexpr bool thread_sanitizer = __has_feature(thread_sanitizer);
#else
constexpr bool thread_sanitizer = false;
#endif

boost::asio::awaitable<Response> ok(Request&, RequestBody&) {
  co_return make_response(200, "text/plain", "ok");
}

// Answers when the body is there, so that the client says when.
boost::asio::awaitable<Response> slow(Request&, RequestBody& body) {
  (void)co_await read_all(body);
  co_return make_response(200, "text/plain", "done");
}

boost::asio::awaitable<Response> never(Request&, RequestBody&) {
  boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor);
  timer.expires_at(std::chrono::steady_clock::time_point::max());
  co_await timer.async_wait(boost::asio::use_awaitable);
  co_return Response();
}

class ServerLifeTest : public ServerTest {
 protected:
  ServerLifeTest() {
    router_.add(http::verb::get, "/", ok);
    router_.add(http::verb::post, "/slow", slow);
    router_.add(http::verb::get, "/never", never);
  }

  Result<void> start_another(const std::string& address, std::uint16_t port) {
    ServerOptions options;
    options.addresses = {address};
    options.port = port;
    Server another(*threads_, options, router_, observer_);
    return another.start();
  }
};

TEST_F(ServerLifeTest, listens_with_every_thread) {
  start(3);
  std::vector<RawClient> clients;
  for (int i = 0; i < 30; ++i) clients.push_back(connect());
  for (RawClient& client : clients) EXPECT_EQ(client.get("/").status, 200);
  EXPECT_EQ(server_->connections(), 30U);
}

TEST_F(ServerLifeTest, works_with_descriptor_tables_of_its_threads) {
  // ThreadSanitizer knows one table a process, and so takes equal numbers for one descriptor.
  if (thread_sanitizer) GTEST_SKIP() << "ThreadSanitizer knows one descriptor table a process";
  threads_ =
      std::make_unique<IoThreads>(IoThreadsOptions{.count = 3, .own_descriptor_tables = true});
  threads_->start();
  server_ = std::make_unique<Server>(*threads_, options_, router_, observer_);
  ASSERT_TRUE(server_->start());
  std::vector<RawClient> clients;
  for (int i = 0; i < 30; ++i) clients.push_back(connect());
  for (RawClient& client : clients) EXPECT_EQ(client.get("/").status, 200);
  server_->stop();
  for (RawClient& client : clients) EXPECT_EQ(client.receive(), "");
}

TEST_F(ServerLifeTest, listens_on_ipv6) {
  options_.addresses = {"127.0.0.1", "::1"};
  start(2);
  EXPECT_EQ(connect().get("/").status, 200);
  EXPECT_EQ(RawClient(server_->port(), "::1").get("/").status, 200);
}

TEST_F(ServerLifeTest, takes_ipv4_on_the_ipv6_wildcard_alone) {
  options_.addresses = {"::"};
  start();
  EXPECT_EQ(connect().get("/").status, 200);
  EXPECT_EQ(RawClient(server_->port(), "::1").get("/").status, 200);
}

TEST_F(ServerLifeTest, says_why_it_cannot_listen) {
  start();
  const auto taken = start_another("127.0.0.1", server_->port());
  ASSERT_FALSE(taken);
  EXPECT_THAT(taken.error().detail, HasSubstr(std::to_string(server_->port())));
  EXPECT_THAT(taken.error().detail, HasSubstr("another program uses the port"));
  EXPECT_THAT(start_another("localhost", 0).error().detail, HasSubstr("\"localhost\""));
  EXPECT_FALSE(start_another("192.0.2.1", 0));
  EXPECT_EQ(connect().get("/").status, 200);
}

TEST_F(ServerLifeTest, can_be_started_again) {
  start();
  server_->stop();
  ASSERT_TRUE(server_->start());
  EXPECT_EQ(connect().get("/").status, 200);
}

TEST_F(ServerLifeTest, drains_idle_connections_at_once) {
  start(2);
  RawClient fresh = connect();
  RawClient used = connect();
  EXPECT_EQ(used.get("/").status, 200);
  ASSERT_TRUE(eventually([&] { return server_->connections() == 2; }));
  EXPECT_TRUE(server_->drain(10s));
  EXPECT_EQ(fresh.receive(), "");
  EXPECT_EQ(used.receive(), "");
  EXPECT_EQ(connect().get("/").status, 0);
}

TEST_F(ServerLifeTest, lets_running_requests_finish) {
  start();
  RawClient client = connect();
  client.send("POST /slow HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nab");
  // Once a later connection was served, the request before is in its handler.
  EXPECT_EQ(connect().get("/").status, 200);
  bool drained = false;
  std::thread drain([&] { drained = server_->drain(20s); });
  ASSERT_TRUE(eventually([&] { return RawClient(server_->port()).get("/").status == 0; }));
  client.send("c");
  const HttpReply reply = client.read_reply();
  EXPECT_EQ(reply.body, "done");
  EXPECT_EQ(reply.header("Connection"), "close");
  EXPECT_EQ(client.receive(), "");
  drain.join();
  EXPECT_TRUE(drained);
}

TEST_F(ServerLifeTest, ends_what_does_not_drain_in_time) {
  start();
  RawClient client = connect();
  client.send("GET /never HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(connect().get("/").status, 200);
  EXPECT_FALSE(server_->drain(20ms));
  EXPECT_EQ(client.receive(), "");
}

TEST_F(ServerLifeTest, cancels_handlers_when_it_stops) {
  start();
  RawClient client = connect();
  client.send("GET /never HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(connect().get("/").status, 200);
  server_->stop();
  EXPECT_EQ(server_->connections(), 0U);
}

}  // namespace
}  // namespace mcs::net
