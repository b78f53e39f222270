// HTTP over real sockets: hostile and broken clients.
#include <boost/asio/awaitable.hpp>

#include "net/problem.hpp"
#include "net/testing/server_test.hpp"

namespace mcs::net {
namespace {

using namespace testing;
using namespace std::chrono_literals;
using ::testing::StartsWith;

constexpr std::size_t large_size = 64 * 1024 * 1024;

boost::asio::awaitable<Response> ok(Request&, RequestBody&) {
  co_return make_response(200, "text/plain", "ok");
}

boost::asio::awaitable<Response> echo(Request&, RequestBody& body) {
  Result<std::string> all = co_await read_all(body);
  if (!all) co_return make_problem(all.error());
  co_return make_response(200, "text/plain", std::move(*all));
}

boost::asio::awaitable<Response> large(Request&, RequestBody&) {
  co_return make_response(200, "text/plain", std::string(large_size, 'x'));
}

class HttpAbuseTest : public ServerTest {
 protected:
  HttpAbuseTest() {
    router_.add(http::verb::get, "/", ok);
    router_.add(http::verb::post, "/echo", echo);
    router_.add(http::verb::get, "/large", large);
  }

  // Nobody else is disturbed.
  void expect_still_serving() { EXPECT_EQ(connect().get("/").status, 200); }
};

TEST_F(HttpAbuseTest, refuses_what_is_malformed_and_closes) {
  start();
  for (const auto& [bytes, status] : {
           std::pair{"nonsense\r\n\r\n", 400},
           std::pair{"GET / HTTP/1.1\r\n\r\n", 400},
           std::pair{"GET / HTTP/3.0\r\nHost: x\r\n\r\n", 505},
           std::pair{"POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n"
                     "Transfer-Encoding: chunked\r\n\r\nabc",
                     400},
           std::pair{"POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n", 501},
       }) {
    RawClient client = connect();
    const HttpReply reply = client.request(bytes);
    EXPECT_EQ(reply.status, status) << bytes;
    EXPECT_EQ(reply.header("Connection"), "close");
    EXPECT_EQ(client.receive(), "");
  }
  EXPECT_TRUE(observer_.has_refused(Refusal::MalformedRequest));
  expect_still_serving();
}

// What one server takes for the body must not become the next request here.
TEST_F(HttpAbuseTest, answers_nothing_that_is_hidden_behind_a_doubtful_body) {
  start();
  RawClient client = connect();
  client.send(
      "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n"
      "0\r\n\r\nGET /large HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(client.read_reply().status, 400);
  EXPECT_EQ(client.receive_all(), "");
}

TEST_F(HttpAbuseTest, refuses_large_headers) {
  start();
  RawClient client = connect();
  client.send("GET / HTTP/1.1\r\nHost: x\r\nA: " + std::string(100'000, 'x') + "\r\n\r\n");
  EXPECT_EQ(client.read_reply().status, 431);
  EXPECT_TRUE(observer_.has_refused(Refusal::HeaderTooLarge));
  expect_still_serving();
}

TEST_F(HttpAbuseTest, tells_a_malformed_body_to_the_handler) {
  start();
  RawClient client = connect();
  const HttpReply reply =
      client.request("POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n");
  EXPECT_EQ(reply.status, 400);
  EXPECT_EQ(reply.header("Connection"), "close");
}

TEST_F(HttpAbuseTest, cuts_off_who_sends_nothing) {
  options_.http.header_timeout = 30ms;
  start();
  EXPECT_EQ(connect().receive_all(), "");
}

TEST_F(HttpAbuseTest, cuts_off_a_header_that_drips) {
  options_.http.header_timeout = 50ms;
  start();
  RawClient client = connect();
  client.send("GET / HTTP/1.1\r\n");
  // Each header in time, the whole never: until the server has had enough.
  ASSERT_TRUE(eventually([&] {
    client.send("A: b\r\n");
    return observer_.has_refused(Refusal::HeaderTimeout);
  }));
  EXPECT_THAT(client.receive_all(), StartsWith("HTTP/1.1 408 "));
}

TEST_F(HttpAbuseTest, cuts_off_a_body_that_drips) {
  options_.http.body_timeout = 50ms;
  start();
  RawClient client = connect();
  client.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n\r\n");
  ASSERT_TRUE(eventually([&] {
    client.send("x");
    return observer_.has_refused(Refusal::BodyTimeout);
  }));
  EXPECT_EQ(client.read_reply().status, 408);
}

TEST_F(HttpAbuseTest, closes_idle_connections) {
  options_.http.idle_timeout = 30ms;
  start();
  RawClient client = connect();
  EXPECT_EQ(client.get("/").status, 200);
  EXPECT_EQ(client.receive(), "");
}

TEST_F(HttpAbuseTest, cuts_off_who_does_not_read_the_answer) {
  options_.http.response_timeout = 50ms;
  start();
  RawClient client = connect();
  client.send("GET /large HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_TRUE(eventually([&] { return observer_.has_refused(Refusal::ResponseTimeout); }));
  EXPECT_LT(client.receive_all().size(), large_size);
}

TEST_F(HttpAbuseTest, survives_clients_that_go_away_at_any_point) {
  start();
  const std::string_view request =
      "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nabcde";
  for (std::size_t size = 0; size <= request.size(); size += 3) {
    RawClient ends = connect();
    ends.send(request.substr(0, size));
    ends.end_sending();
    RawClient resets = connect();
    resets.send(request.substr(0, size));
    resets.reset();
  }
  EXPECT_TRUE(eventually([&] { return server_->connections() == 0; }));
  expect_still_serving();
}

TEST_F(HttpAbuseTest, limits_connections) {
  options_.max_connections = 2;
  start();
  RawClient first = connect();
  EXPECT_EQ(first.get("/").status, 200);
  {
    RawClient second = connect();
    EXPECT_EQ(second.get("/").status, 200);
    const HttpReply refused = connect().read_reply();
    EXPECT_EQ(refused.status, 503);
    EXPECT_EQ(refused.header("Retry-After"), "1");
    EXPECT_TRUE(observer_.has_refused(Refusal::ConnectionLimit));
  }
  EXPECT_TRUE(eventually([&] { return server_->connections() == 1; }));
  EXPECT_EQ(connect().get("/").status, 200);
  EXPECT_EQ(first.get("/").status, 200);
}

}  // namespace
}  // namespace mcs::net
