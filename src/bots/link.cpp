#include "bots/link.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

#include "bots/frames.hpp"
#include "net/frame_header.hpp"

namespace mcs::bots {

namespace {

// A fixed mask costs the server as much as a random one.
constexpr std::uint32_t mask = 0x2B7E1516;

bool try_later(int error) {
  return error == EAGAIN || error == EWOULDBLOCK || error == EINTR;
}

}  // namespace

bool Link::connect(int descriptor) {
  drop();
  if (!loop_.add(descriptor, *this, true)) {
    ::close(descriptor);
    return false;
  }
  descriptor_ = descriptor;
  speaks_ = Speaks::Http;
  closing_ = false;
  awaiting_writable_ = true;  // Which also says that it is connected.
  return true;
}

void Link::drop() {
  if (descriptor_ < 0) return;
  ::close(std::exchange(descriptor_, -1));
  ++generation_;
  partial_ = {};
  unsent_ = {};
}

void Link::end(LinkEnd end) {
  drop();
  listener_.ended(end);
}

void Link::ready(Readiness is) {
  // An event of the same turn may be for what was dropped in it.
  if (descriptor_ < 0) return;
  const std::uint32_t generation = generation_;
  if (is.writable && awaiting_writable_) flush();
  if (!is.readable) return;
  while (generation == generation_ && receive(is.ended)) {
  }
}

// False if there is nothing more, which less than would fit says, too.
bool Link::receive(bool to_the_end) {
  const auto buffer = loop_.receive_buffer();
  const ssize_t received = ::recv(descriptor_, buffer.data(), buffer.size(), MSG_DONTWAIT);
  if (received < 0 && try_later(errno)) return false;
  if (received <= 0) {
    end({.why = received < 0 ? std::strerror(errno) : "the server closed the connection"});
    return false;
  }
  const std::string_view bytes(buffer.data(), static_cast<std::size_t>(received));
  if (partial_.empty()) {
    take(bytes);
  } else {
    // The listener may reconnect meanwhile: what is looked at is not the link's.
    std::string all = std::exchange(partial_, {});
    all += bytes;
    take(all);
  }
  return to_the_end || bytes.size() == buffer.size();
}

void Link::take(std::string_view bytes) {
  const std::uint32_t generation = generation_;
  while (!bytes.empty()) {
    const std::size_t taken = take_one(bytes);
    if (generation != generation_) return;
    if (taken == 0) break;
    bytes.remove_prefix(taken);
  }
  partial_ = bytes;
}

std::size_t Link::take_one(std::string_view bytes) {
  return speaks_ == Speaks::Http ? take_response(bytes) : take_frame(bytes);
}

std::size_t Link::take_response(std::string_view bytes) {
  const auto [malformed, response] = read_response(bytes);
  if (malformed) end({.why = "the server sent no HTTP", .malformed = true});
  if (!response) return 0;
  if (response->status == 101) {
    speaks_ = Speaks::WebSocket;
    if (!accepts_upgrade(*response)) {
      end({.why = "the server did not accept the WebSocket", .malformed = true});
      return 0;
    }
  }
  listener_.responded(*response);
  return response->size;
}

std::size_t Link::take_frame(std::string_view bytes) {
  const auto [malformed, frame] = read_frame(bytes);
  if (malformed) end({.why = "the server sent a malformed frame", .malformed = true});
  if (!frame) return 0;
  switch (frame->opcode) {
    case net::opcode::text: listener_.received(frame->payload); break;
    case net::opcode::ping: send(write_frame(net::opcode::pong, frame->payload, mask)); break;
    case net::opcode::pong: break;
    case net::opcode::close:
      if (!closing_) send(write_frame(net::opcode::close, frame->payload.substr(0, 2), mask));
      end({.close_code = close_code_of(frame->payload),
           .why = std::string(
               frame->payload.substr(std::min<std::size_t>(2, frame->payload.size())))});
      break;
    default: end({.why = "the server sent a frame that is not text", .malformed = true});
  }
  return frame->size;
}

void Link::send_text(std::string_view text) {
  send(write_frame(net::opcode::text, text, mask));
}

void Link::close(std::uint16_t code, std::string_view reason) {
  closing_ = true;
  send(write_close_frame(code, reason, mask));
}

void Link::send(std::string_view bytes) {
  if (descriptor_ < 0) return;
  if (!awaiting_writable_) {
    const ssize_t sent =
        ::send(descriptor_, bytes.data(), bytes.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    if (sent > 0) bytes.remove_prefix(static_cast<std::size_t>(sent));
    // Otherwise the connection is broken, which reading will say.
    if (sent < 0 && !try_later(errno)) return;
    if (bytes.empty()) return;
    await_writable(true);
  }
  unsent_ += bytes;
}

void Link::flush() {
  await_writable(false);
  const std::string bytes = std::exchange(unsent_, {});
  if (!bytes.empty()) send(bytes);
}

void Link::await_writable(bool await) {
  awaiting_writable_ = await;
  loop_.watch_writing(descriptor_, *this, await);
}

}  // namespace mcs::bots
