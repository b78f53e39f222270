// One connection to the server under test: HTTP exchanges, and after an upgrade a WebSocket. Small:
// it holds bytes only while a packet is in parts or the kernel takes no more.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "bots/http.hpp"
#include "bots/loop.hpp"

namespace mcs::bots {

// How a connection ended, other than by drop().
struct LinkEnd {
  std::uint16_t close_code = 0;  // From the server's close frame; 0 without one.
  std::string why;
  bool malformed = false;  // The server sent what is neither HTTP nor RFC 6455.
};

class LinkListener {
 public:
  virtual void responded(const HttpResponse& response) = 0;
  virtual void received(std::string_view text) = 0;
  virtual void ended(const LinkEnd& end) = 0;

 protected:
  ~LinkListener() = default;
};

// A listener may call anything on its link, drop() and connect() included, while it is told of
// something.
class Link final : private PollTarget {
 public:
  Link(Loop& loop, LinkListener& listener) : loop_(loop), listener_(listener) {}
  ~Link() { drop(); }
  Link(const Link&) = delete;
  Link& operator=(const Link&) = delete;

  // Takes over a socket that is connecting. False if the loop has no room for it.
  bool connect(int descriptor);
  bool is_connected() const { return descriptor_ >= 0; }

  // As it is; what cannot go out yet goes when it can.
  void send_request(std::string_view request) { send(request); }
  void send_text(std::string_view text);
  // Sends a close frame; ended() follows.
  void close(std::uint16_t code, std::string_view reason);
  // Ends it without a word to anybody.
  void drop();

 private:
  enum class Speaks : std::uint8_t { Http, WebSocket };

  void ready(Readiness is) override;
  bool receive(bool to_the_end);
  void take(std::string_view bytes);
  std::size_t take_one(std::string_view bytes);
  std::size_t take_response(std::string_view bytes);
  std::size_t take_frame(std::string_view bytes);
  void send(std::string_view bytes);
  void flush();
  void await_writable(bool await);
  void end(LinkEnd end);

  Loop& loop_;
  LinkListener& listener_;
  int descriptor_ = -1;
  std::uint32_t generation_ = 0;  // Tells a link that was dropped or reconnected meanwhile.
  Speaks speaks_ = Speaks::Http;
  bool awaiting_writable_ = false;
  bool closing_ = false;  // A close frame was sent.
  std::string partial_;   // Received, and not yet whole.
  std::string unsent_;
};

}  // namespace mcs::bots
