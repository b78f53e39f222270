#include "net/request_reader.hpp"

#include <gmock/gmock.h>

namespace mcs::net {
namespace {

constexpr std::size_t header_limit = 1024;

// Reads one request after another from a stream that comes in pieces of `piece` bytes.
class Stream {
 public:
  explicit Stream(std::string_view bytes, std::size_t piece = std::string_view::npos)
      : rest_(bytes), piece_(piece) {}

  // Its target, or the status that refuses it, or "" when the stream ends before the head does.
  std::string next_head() {
    while (true) {
      const auto complete = reader_.read_head();
      if (!complete) return std::to_string(complete.error().status);
      if (*complete) return std::string(reader_.head().target());
      if (!receive()) return "";
    }
  }

  // To the end; or "malformed", or "incomplete".
  std::string body() {
    std::string all;
    while (true) {
      const auto piece = reader_.read_body();
      if (!piece) return "malformed";
      if (!*piece && !receive()) return "incomplete";
      if (!*piece) continue;
      if ((*piece)->empty()) break;
      all += **piece;
    }
    reader_.begin();
    return all;
  }

  RequestReader& reader() { return reader_; }

 private:
  bool receive() {
    const std::span<char> space = reader_.prepare();
    const std::size_t size = rest_.copy(space.data(), std::min(piece_, space.size()));
    rest_.remove_prefix(size);
    reader_.commit(size);
    return size > 0;
  }

  RequestReader reader_{header_limit};
  std::string_view rest_;
  std::size_t piece_;
};

std::string head_of(std::string_view bytes) {
  return Stream(bytes).next_head();
}

TEST(RequestReader, reads_requests_one_after_another_in_any_pieces) {
  const std::string_view stream =
      "GET /a HTTP/1.1\r\nHost: x\r\n\r\n"
      "POST /b HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello"
      "POST /c HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
      "3;ext=1\r\nabc\r\n2\r\nde\r\n0\r\nTrailer: t\r\n\r\n"
      "\r\nGET /d HTTP/1.1\r\nHost: x\r\n\r\n";
  for (std::size_t piece = 1; piece < stream.size(); ++piece) {
    Stream requests(stream, piece);
    EXPECT_EQ(requests.next_head(), "/a");
    EXPECT_EQ(requests.body(), "");
    EXPECT_EQ(requests.next_head(), "/b");
    EXPECT_EQ(requests.body(), "hello");
    EXPECT_EQ(requests.next_head(), "/c");
    EXPECT_EQ(requests.body(), "abcde");
    EXPECT_EQ(requests.next_head(), "/d");
    EXPECT_EQ(requests.body(), "");
    EXPECT_EQ(requests.next_head(), "");
  }
}

TEST(RequestReader, streams_a_large_body) {
  const std::string body(100'000, 'x');
  const std::string request = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n" + body;
  for (const std::size_t piece : {std::size_t{1000}, std::string_view::npos}) {
    Stream requests(request, piece);
    ASSERT_EQ(requests.next_head(), "/");
    EXPECT_GT(requests.reader().body_remaining(), 90'000U);
    EXPECT_EQ(requests.body(), body);
  }
}

TEST(RequestReader, refuses_to_guess_where_a_body_ends) {
  const auto with = [](std::string_view headers) {
    return head_of("POST / HTTP/1.1\r\nHost: x\r\n" + std::string(headers) + "\r\n");
  };
  EXPECT_EQ(with("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n"), "400");
  EXPECT_EQ(with("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n"), "400");
  EXPECT_EQ(with("Content-Length: 5\r\nContent-Length: 6\r\n"), "400");
  EXPECT_EQ(with("Content-Length: 5\r\nContent-Length: 5\r\n"), "400");
  EXPECT_EQ(with("Content-Length: -5\r\n"), "400");
  EXPECT_EQ(with("Content-Length: +5\r\n"), "400");
  EXPECT_EQ(with("Content-Length: 5x\r\n"), "400");
  EXPECT_EQ(with("Content-Length: 99999999999999999999999\r\n"), "400");
  EXPECT_EQ(with("Content-Length : 5\r\n"), "400");
  EXPECT_EQ(with("Transfer-Encoding: gzip\r\n"), "501");
  EXPECT_EQ(with("Transfer-Encoding: gzip, chunked\r\n"), "501");
  EXPECT_EQ(with("Transfer-Encoding: xchunked\r\n"), "501");
  EXPECT_EQ(with("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"), "400");
  EXPECT_EQ(head_of("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n"), "400");
}

TEST(RequestReader, refuses_malformed_heads) {
  for (const std::string_view head :
       {"GET\r\n\r\n", "GET /\r\n\r\n", "G\x01T / HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
        "GET / HTTP/1.1\r\nHost x\r\n\r\n", "GET / HTTP/1.1\r\nHost: x\n\r\n",
        "GET / HTTP/1.1\r\nHo st: x\r\n\r\n", "GET  / HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET / HTTP/1.1\r\n Host: x\r\n\r\n",
        "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n"})
    EXPECT_EQ(head_of(head), "400") << head;
}

TEST(RequestReader, refuses_other_versions) {
  for (const std::string_view version : {"2.0", "1.2", "3.0", "0.9"})
    EXPECT_EQ(head_of("GET / HTTP/" + std::string(version) + "\r\nHost: x\r\n\r\n"), "505");
  EXPECT_EQ(head_of("GET / HTTP\r\n\r\n"), "505");
  EXPECT_EQ(head_of("GET / HTTP/1.1\nHost: x\n\n"), "505");
  EXPECT_EQ(head_of("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), "505");
}

TEST(RequestReader, refuses_a_large_header_as_soon_as_it_is_too_large) {
  const std::string much(2 * header_limit, 'x');
  EXPECT_EQ(head_of("GET / HTTP/1.1\r\nHost: x\r\nA: " + much), "431");
  EXPECT_EQ(head_of("GET /" + much), "431");
  EXPECT_EQ(Stream("GET / HTTP/1.1\r\nHost: x\r\nA: " + much, 100).next_head(), "431");
}

TEST(RequestReader, refuses_malformed_chunks) {
  const auto body_of = [](std::string_view body) {
    const std::string request =
        "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n" + std::string(body);
    Stream requests(request);
    EXPECT_EQ(requests.next_head(), "/");
    return requests.body();
  };
  EXPECT_EQ(body_of("x\r\n"), "malformed");
  EXPECT_EQ(body_of("-1\r\n"), "malformed");
  EXPECT_EQ(body_of("3\r\nabcd\r\n"), "malformed");
  EXPECT_EQ(body_of("fffffffffffffffffff\r\n"), "malformed");
  EXPECT_EQ(body_of("1;" + std::string(100'000, 'x')), "malformed");
  EXPECT_EQ(body_of("3\r\nab"), "incomplete");
}

TEST(RequestReader, knows_who_wants_to_stay) {
  const auto keeps = [](std::string_view request) {
    Stream requests(request);
    EXPECT_EQ(requests.next_head(), "/");
    return requests.reader().keep_alive();
  };
  EXPECT_TRUE(keeps("GET / HTTP/1.1\r\nHost: x\r\n\r\n"));
  EXPECT_FALSE(keeps("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"));
  EXPECT_FALSE(keeps("GET / HTTP/1.0\r\n\r\n"));
  EXPECT_FALSE(keeps("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"));
}

TEST(RequestReader, leaves_what_comes_after_an_upgrade) {
  Stream requests("GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n\r\n\x81\x80");
  EXPECT_EQ(requests.next_head(), "/");
  EXPECT_EQ(requests.reader().unread_bytes(), "\x81\x80");
}

}  // namespace
}  // namespace mcs::net
