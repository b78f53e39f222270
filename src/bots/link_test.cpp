// A link on a pair of sockets, the other of which the test holds. The kernel tells each event once.
#include "bots/link.hpp"

#include <array>
#include <chrono>
#include <gtest/gtest.h>
#include <string>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

#include "net/frame.hpp"

namespace mcs::bots {
namespace {

struct Heard : LinkListener {
  void responded(const HttpResponse&) override { upgraded = true; }
  void received(std::string_view text) override { texts.emplace_back(text); }
  void ended(const LinkEnd& end) override { ends.push_back(end.why); }

  bool upgraded = false;
  std::vector<std::string> texts;
  std::vector<std::string> ends;
};

class LinkTest : public ::testing::Test {
 protected:
  LinkTest() {
    std::array<int, 2> pair{};
    EXPECT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, pair.data()), 0);
    server_ = pair[0];
    EXPECT_TRUE(link_.connect(pair[1]));
    say("HTTP/1.1 101 Switching Protocols\r\nSec-WebSocket-Accept: "
        "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n");
    run_until([&] { return heard_.upgraded; });
  }
  ~LinkTest() override { leave(); }

  template <class Condition>
  void run_until(Condition holds) {
    const Time deadline = std::chrono::steady_clock::now() + std::chrono::seconds{20};
    bool held = false;
    loop_.run([&] {
      held = holds();
      return held || std::chrono::steady_clock::now() > deadline;
    });
    EXPECT_TRUE(held);
  }
  void say(std::string_view bytes) const {
    ASSERT_EQ(::send(server_, bytes.data(), bytes.size(), MSG_NOSIGNAL),
              static_cast<ssize_t>(bytes.size()));
  }
  void leave() {
    if (server_ >= 0) ::close(server_);
    server_ = -1;
  }

  Loop loop_;
  Heard heard_;
  Link link_{loop_, heard_};
  int server_ = -1;
};

TEST_F(LinkTest, HearsAPacketAndTheEndRightBehindIt) {
  say(net::make_text_frame("last").bytes());
  leave();
  run_until([&] { return !heard_.ends.empty(); });
  EXPECT_EQ(heard_.texts, std::vector<std::string>{"last"});
  EXPECT_FALSE(link_.is_connected());
}

TEST_F(LinkTest, HearsAPacketLargerThanTheBufferThatCameAtOnce) {
  const std::string text(loop_.receive_buffer().size() * 9 / 8, 'x');
  const int room = 1 << 20;
  ASSERT_EQ(::setsockopt(server_, SOL_SOCKET, SO_SNDBUF, &room, sizeof room), 0);
  say(net::make_text_frame(text).bytes());
  run_until([&] { return !heard_.texts.empty(); });
  EXPECT_EQ(heard_.texts, std::vector<std::string>{text});
}

TEST_F(LinkTest, SaysAllThoughTheServerReadsLate) {
  const std::string text(1'000'000, 'x');
  link_.send_text(text);
  std::size_t received = 0;
  run_until([&] {
    std::array<char, 65'536> buffer;
    const ssize_t count = ::recv(server_, buffer.data(), buffer.size(), MSG_DONTWAIT);
    if (count > 0) received += static_cast<std::size_t>(count);
    return received > text.size();
  });
  EXPECT_GT(received, text.size());
}

}  // namespace
}  // namespace mcs::bots
