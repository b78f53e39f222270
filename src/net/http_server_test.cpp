// HTTP over real sockets: what well-behaved clients see.
#include <boost/asio/awaitable.hpp>

#include "net/problem.hpp"
#include "net/testing/server_test.hpp"

namespace mcs::net {
namespace {

using namespace testing;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

boost::asio::awaitable<Response> hello(Request& request, RequestBody&) {
  const std::string name(request.query.find("name").value_or("nobody"));
  co_return make_response(200, "text/plain", "hello " + name);
}

boost::asio::awaitable<Response> echo(Request&, RequestBody& body) {
  Result<std::string> all = co_await read_all(body);
  if (!all) co_return make_problem(all.error());
  co_return make_response(200, "text/plain", std::move(*all));
}

boost::asio::awaitable<Response> who(Request& request, RequestBody&) {
  const std::string room(request.parameters.find("room").value_or(""));
  co_return make_response(200, "text/plain", room + ' ' + request.remote.to_string());
}

boost::asio::awaitable<Response> fails(Request&, RequestBody&) {
  throw std::runtime_error("broken");
  co_return Response();
}

class HttpServerTest : public ServerTest {
 protected:
  HttpServerTest() {
    router_.add(http::verb::get, "/hello", hello);
    router_.add(http::verb::post, "/hello", hello);
    router_.add(http::verb::post, "/echo", echo, 100'000);
    router_.add(http::verb::get, "/who/{room}", who);
    router_.add(http::verb::get, "/fails", fails);
  }
};

TEST_F(HttpServerTest, answers_request_after_request_on_one_connection) {
  start();
  RawClient client = connect();
  for (const std::string name : {"a", "b", "c"}) {
    const HttpReply reply = client.get("/hello?name=" + name);
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.body, "hello " + name);
    EXPECT_EQ(reply.header("Connection"), "");
  }
  EXPECT_TRUE(eventually([&] { return observer_.answered_requests().size() == 3; }));
  EXPECT_THAT(observer_.answered_requests(), Each("/hello 200"));
}

TEST_F(HttpServerTest, answers_pipelined_requests_in_order) {
  start();
  RawClient client = connect();
  client.send(
      "GET /hello?name=1 HTTP/1.1\r\nHost: x\r\n\r\n"
      "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\ntwo"
      "GET /hello?name=3 HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(client.read_reply().body, "hello 1");
  EXPECT_EQ(client.read_reply().body, "two");
  EXPECT_EQ(client.read_reply().body, "hello 3");
}

TEST_F(HttpServerTest, takes_a_request_that_comes_byte_by_byte) {
  start();
  RawClient client = connect();
  for (const char c :
       std::string_view("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc"))
    client.send({&c, 1});
  EXPECT_EQ(client.read_reply().body, "abc");
}

TEST_F(HttpServerTest, closes_when_the_client_asks_for_it) {
  start();
  RawClient client = connect();
  const HttpReply reply = client.get("/hello", "Connection: close\r\n");
  EXPECT_EQ(reply.header("Connection"), "close");
  EXPECT_EQ(client.receive(), "");
  RawClient old = connect();
  EXPECT_EQ(old.request("GET /hello HTTP/1.0\r\n\r\n").status, 200);
  EXPECT_EQ(old.receive(), "");
}

TEST_F(HttpServerTest, answers_head_with_the_headers_of_get) {
  start();
  RawClient client = connect();
  const HttpReply get = client.get("/hello");
  const HttpReply head = client.request("HEAD /hello HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(head.status, 200);
  EXPECT_EQ(head.header("Content-Length"), get.header("Content-Length"));
  EXPECT_EQ(head.header("Content-Type"), get.header("Content-Type"));
  EXPECT_EQ(client.get("/hello").body, "hello nobody");
}

TEST_F(HttpServerTest, says_what_is_not_there_and_what_is_not_allowed) {
  start();
  RawClient client = connect();
  const HttpReply missing = client.get("/missing");
  EXPECT_EQ(missing.status, 404);
  EXPECT_EQ(missing.header("Content-Type"), "application/problem+json");
  EXPECT_THAT(missing.body, HasSubstr(R"("code":"not_found")"));
  const HttpReply wrong = client.request("DELETE /hello HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(wrong.status, 405);
  EXPECT_EQ(wrong.header("Allow"), "GET, HEAD, POST");
  EXPECT_EQ(client.request("BREW /hello HTTP/1.1\r\nHost: x\r\n\r\n").status, 405);
  EXPECT_EQ(client.get("/%zz").status, 400);
  EXPECT_TRUE(eventually([&] { return observer_.answered_requests().size() == 4; }));
  EXPECT_THAT(observer_.answered_requests(),
              ElementsAre(" 404", "/hello 405", "/hello 405", " 400"));
}

TEST_F(HttpServerTest, turns_an_exception_into_500) {
  start();
  RawClient client = connect();
  const HttpReply reply = client.get("/fails");
  EXPECT_EQ(reply.status, 500);
  EXPECT_EQ(reply.body.find("broken"), std::string::npos);
  EXPECT_THAT(observer_.failures(), ElementsAre("/fails: broken"));
  EXPECT_EQ(client.get("/hello").status, 200);
}

TEST_F(HttpServerTest, streams_bodies_of_either_kind) {
  start();
  RawClient client = connect();
  const std::string large(90'000, 'x');
  EXPECT_EQ(
      client.request("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 90000\r\n\r\n" + large)
          .body,
      large);
  EXPECT_EQ(client
                .request("POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                         "3\r\nabc\r\n4\r\ndefg\r\n0\r\n\r\n")
                .body,
            "abcdefg");
}

TEST_F(HttpServerTest, skips_a_small_body_that_nobody_wanted) {
  start();
  RawClient client = connect();
  EXPECT_EQ(client
                .request("POST /hello HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n" +
                         std::string(1000, 'x'))
                .status,
            200);
  EXPECT_EQ(client.get("/hello").status, 200);
}

TEST_F(HttpServerTest, refuses_a_body_by_its_announced_length) {
  start();
  RawClient client = connect();
  const HttpReply reply =
      client.request("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 100001\r\n\r\n");
  EXPECT_EQ(reply.status, 413);
  EXPECT_THAT(reply.body, HasSubstr("at most 100000 bytes"));
  EXPECT_EQ(reply.header("Connection"), "close");
  EXPECT_TRUE(observer_.has_refused(Refusal::BodyTooLarge));
}

TEST_F(HttpServerTest, refuses_a_body_that_grows_too_large) {
  start();
  RawClient client = connect();
  client.send("POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
  for (int i = 0; i < 11; ++i) client.send("2710\r\n" + std::string(10'000, 'x') + "\r\n");
  EXPECT_EQ(client.read_reply().status, 413);
}

// A browser sends all of its form before it looks for the answer: closing would reset the
// connection and take the answer away.
TEST_F(HttpServerTest, lets_the_client_finish_sending_before_it_closes) {
  start();
  RawClient client = connect();
  const std::string large(4'000'000, 'x');
  ASSERT_TRUE(
      client.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 4000000\r\n\r\n" + large));
  EXPECT_EQ(client.read_reply().status, 413);
  EXPECT_EQ(client.receive(), "");
}

TEST_F(HttpServerTest, does_not_read_on_forever) {
  options_.http.discard_limit = 100'000;
  start();
  RawClient client = connect();
  client.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 9999999999\r\n\r\n");
  EXPECT_TRUE(eventually([&] { return !client.send(std::string(10'000, 'x')); }));
}

TEST_F(HttpServerTest, asks_for_the_body_when_the_handler_wants_it) {
  start();
  RawClient client = connect();
  client.send(
      "POST /echo HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
  EXPECT_EQ(client.receive(), "HTTP/1.1 100 Continue\r\n\r\n");
  client.send("abc");
  EXPECT_EQ(client.read_reply().body, "abc");
  EXPECT_EQ(client.get("/hello").status, 200);
}

TEST_F(HttpServerTest, does_not_ask_for_a_body_that_it_refuses_or_ignores) {
  start();
  RawClient refused = connect();
  EXPECT_EQ(refused
                .request("POST /echo HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n"
                         "Content-Length: 100001\r\n\r\n")
                .status,
            413);
  RawClient ignored = connect();
  const HttpReply reply = ignored.request(
      "POST /hello HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.header("Connection"), "close");
  RawClient strange = connect();
  EXPECT_EQ(strange.get("/hello", "Expect: a-miracle\r\n").status, 417);
}

TEST_F(HttpServerTest, tells_the_handler_who_asks) {
  start();
  RawClient client = connect();
  EXPECT_EQ(client.get("/who/R%201").body, "R 1 127.0.0.1");
  EXPECT_EQ(client.get("/who/R", "X-Forwarded-For: 192.0.2.1\r\n").body, "R 127.0.0.1");
}

TEST_F(HttpServerTest, believes_trusted_proxies) {
  options_.http.trusted_proxies = 1;
  start();
  EXPECT_EQ(connect().get("/who/R", "X-Forwarded-For: 6.6.6.6, 192.0.2.1\r\n").body, "R 192.0.2.1");
}

}  // namespace
}  // namespace mcs::net
