// Any bytes from a client after the handshake, over a socket pair: what the layer above hears does
// not depend on where they are cut, and what is sent back are well-formed frames.
#include <boost/asio/ip/tcp.hpp>
#include <cerrno>
#include <string>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

#include "base/assert.hpp"
#include "base/utf8.hpp"
#include "net/frame.hpp"
#include "net/frame_header.hpp"
#include "net/websocket_engine.hpp"
#include "net/websocket_session.hpp"
#include "pieces.hpp"

namespace {

using namespace mcs;

constexpr std::uint32_t max_message_size = 512;
constexpr std::string_view response = "HTTP/1.1 101 Switching Protocols\r\n\r\n";

// Time plays no part here: neither heartbeat nor rate ever come to pass.
const net::WebSocketOptions options{.heartbeat = std::chrono::hours{24},
                                    .close_timeout = std::chrono::hours{24},
                                    .packet_rate = {.per_second = UINT32_MAX},
                                    .backlog_limit = 16 * 1024 * 1024};

// Echoes what it hears; "bye" makes it close.
class Echo final : public net::SessionListener {
 public:
  void opened(net::WebSocketSession& session) override {
    MCS_ASSERT(!open_ && !end_);
    open_ = true;
    session.send(net::make_text_frame("welcome"));
  }
  void message(net::WebSocketSession& session, std::string_view text, Time) override {
    MCS_ASSERT(open_ && session.is_open());
    MCS_ASSERT(text.size() <= max_message_size && is_valid_utf8(text));
    heard_.emplace_back(text);
    session.send(net::make_text_frame(text));
    if (text == "bye") session.close(net::close_code::going_away, text);
  }
  void closed(net::WebSocketSession& session, const net::SessionEnd& end) override {
    MCS_ASSERT(open_ && !session.is_open());
    open_ = false;
    end_ = end;
    session.send(net::make_text_frame("too late"));
    session.close(net::close_code::normal, "once more");
  }

  const std::vector<std::string>& heard() const { return heard_; }
  const net::SessionEnd& end() const { return end_.value(); }

 private:
  bool open_ = false;
  std::vector<std::string> heard_;
  std::optional<net::SessionEnd> end_;
};

class Client {
 public:
  Client() {
    MCS_ASSERT(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends_) == 0);
    // The smallest there is, so that the server has to wait for it to be read.
    const int size = 1;
    MCS_ASSERT(setsockopt(ends_[1], SOL_SOCKET, SO_SNDBUF, &size, sizeof size) == 0);
  }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;
  ~Client() { ::close(ends_[0]); }

  int server_end() const { return ends_[1]; }

  void send(std::string_view bytes) {
    const ssize_t sent = ::send(ends_[0], bytes.data(), bytes.size(), MSG_NOSIGNAL);
    MCS_ASSERT(sent == static_cast<ssize_t>(bytes.size()));
  }
  void finish() { ::shutdown(ends_[0], SHUT_WR); }
  // Whether anything came.
  bool receive() {
    char buffer[4096];
    const ssize_t size = ::recv(ends_[0], buffer, sizeof buffer, 0);
    if (size > 0) received_.append(buffer, static_cast<std::size_t>(size));
    return size > 0;
  }
  std::string_view received() const { return received_; }

 private:
  int ends_[2];
  std::string received_;
};

// One connection's life.
class Run {
 public:
  explicit Run(fuzz::Pieces input) {
    MCS_ASSERT(budget_.try_take());
    net::Socket socket(thread().executor());
    socket.assign(boost::asio::ip::tcp::v4(), client_.server_end());
    // Some of it came with the request.
    const std::string early(input.take());
    engine_.open(std::move(socket), {.listener = &echo_, .max_message_size = max_message_size},
                 {.response = response, .early = early, .turn_away = {}});
    settle();
    while (!input.empty()) {
      client_.send(input.take());
      settle();
    }
    client_.finish();
    settle();
    MCS_ASSERT(budget_.taken() == 0);
  }

  const Echo& echo() const { return echo_; }
  std::string_view sent_back() const { return client_.received(); }

 private:
  // The target itself turns the loop.
  static net::IoThread& thread() {
    static net::IoThread one(0, "fuzz");
    return one;
  }

  void settle() {
    bool busy = true;
    while (busy) {
      busy = thread().context().poll() > 0;
      while (client_.receive()) busy = true;
    }
  }

  net::Observer observer_;
  net::ConnectionBudget budget_{1};
  net::WebSocketCounters counters_;
  Echo echo_;
  Client client_;
  net::WebSocketEngine engine_{thread(), options, observer_, budget_, counters_};
};

struct ServerFrame {
  std::uint8_t opcode;
  std::string_view payload;
};

// Whole, final and unmasked, with the shortest length that will do.
ServerFrame take_frame(std::string_view& bytes) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(bytes[i]); };
  MCS_ASSERT(bytes.size() >= 2);
  std::size_t header = 2;
  std::size_t size = byte(1);
  MCS_ASSERT(size <= net::length_16_bit);
  if (size == net::length_16_bit) {
    header = 4;
    MCS_ASSERT(bytes.size() >= header);
    size = std::size_t{byte(2)} << 8 | byte(3);
    MCS_ASSERT(size >= net::length_16_bit);
  }
  MCS_ASSERT((byte(0) & ~net::opcode_bits) == net::fin_bit && bytes.size() >= header + size);
  const ServerFrame frame{.opcode = static_cast<std::uint8_t>(byte(0) & net::opcode_bits),
                          .payload = bytes.substr(header, size)};
  bytes.remove_prefix(header + size);
  return frame;
}

// The response, then what was sent, in its order. Closing may drop the end of it, and after the
// close frame nothing comes.
void check_sent_back(const Run& run) {
  std::string_view bytes = run.sent_back();
  MCS_ASSERT(bytes.starts_with(response));
  bytes.remove_prefix(response.size());
  std::vector<std::string_view> expected{"welcome"};
  expected.insert(expected.end(), run.echo().heard().begin(), run.echo().heard().end());
  std::size_t texts = 0;
  while (!bytes.empty()) {
    const ServerFrame frame = take_frame(bytes);
    switch (frame.opcode) {
      case net::opcode::text:
        MCS_ASSERT(texts < expected.size() && frame.payload == expected[texts++]);
        break;
      case net::opcode::ping:
      case net::opcode::pong: break;
      case net::opcode::close: MCS_ASSERT(bytes.empty()); break;
      default: MCS_ASSERT(false);
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const fuzz::Pieces pieces(data, size);
  const Run cut(pieces);
  const Run whole(pieces.in_one());
  MCS_ASSERT(cut.echo().heard() == whole.echo().heard());
  MCS_ASSERT(cut.echo().end().code == whole.echo().end().code);
  MCS_ASSERT(cut.echo().end().clean == whole.echo().end().clean);
  check_sent_back(cut);
  check_sent_back(whole);
  return 0;
}
