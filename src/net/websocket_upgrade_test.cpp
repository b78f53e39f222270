#include "net/websocket_upgrade.hpp"

#include <gmock/gmock.h>

namespace mcs::net {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

Request handshake() {
  Request request;
  request.headers.set("Connection", "keep-alive, Upgrade");
  request.headers.set("Upgrade", "WebSocket");
  request.headers.set("Sec-WebSocket-Version", "13");
  request.headers.set("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
  return request;
}

// The example of RFC 6455, section 1.3.
TEST(WebSocketUpgrade, accepts_a_handshake) {
  const Request request = handshake();
  EXPECT_EQ(refuse_handshake(request), std::nullopt);
  const std::string response = handshake_response(request, {});
  EXPECT_THAT(response, HasSubstr("HTTP/1.1 101 Switching Protocols\r\n"));
  EXPECT_THAT(response, HasSubstr("\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"));
  EXPECT_THAT(response, Not(HasSubstr("Sec-WebSocket-Protocol")));
  EXPECT_TRUE(response.ends_with("\r\n\r\n"));
}

TEST(WebSocketUpgrade, asks_for_an_upgrade_where_there_is_none) {
  for (const std::string_view header : {"Connection", "Upgrade", "Sec-WebSocket-Version"}) {
    Request request = handshake();
    request.headers.set(header, "8");
    const auto refusal = refuse_handshake(request);
    ASSERT_TRUE(refusal);
    EXPECT_EQ(refusal->status, 426);
    EXPECT_EQ(refusal->headers["Upgrade"], "websocket");
    EXPECT_EQ(refusal->headers["Connection"], "Upgrade");
    EXPECT_EQ(refusal->headers["Sec-WebSocket-Version"], "13");
    request.headers.erase(header);
    EXPECT_EQ(refuse_handshake(request)->status, 426);
  }
}

TEST(WebSocketUpgrade, refuses_a_malformed_key) {
  for (const std::string_view key :
       {"", "dGhlIHNhbXBsZSBub25jZQ=", "dGhlIHNhbXBsZSBub25jZ!==", "dGhlIHNhbXBsZSBub25jZQQQ",
        "AAAA", "dGhlIHNhbXBsZSBub25jZQ===="}) {
    Request request = handshake();
    request.headers.set("Sec-WebSocket-Key", key);
    ASSERT_TRUE(refuse_handshake(request)) << key;
    EXPECT_EQ(refuse_handshake(request)->status, 400);
  }
  Request twice = handshake();
  twice.headers.insert("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
  EXPECT_EQ(refuse_handshake(twice)->status, 400);
}

TEST(WebSocketUpgrade, tells_and_selects_subprotocols) {
  Request request = handshake();
  request.headers.insert("Sec-WebSocket-Protocol", "mc-speedrun, eyJh.bGci");
  request.headers.insert("Sec-WebSocket-Protocol", "third");
  EXPECT_THAT(offered_subprotocols(request), ElementsAre("mc-speedrun", "eyJh.bGci", "third"));
  EXPECT_THAT(handshake_response(request, "mc-speedrun"),
              HasSubstr("\r\nSec-WebSocket-Protocol: mc-speedrun\r\n"));
}

}  // namespace
}  // namespace mcs::net
