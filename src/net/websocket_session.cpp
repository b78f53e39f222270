#include "net/websocket_session.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cerrno>
#include <string>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

#include "base/assert.hpp"
#include "base/error.hpp"
#include "net/websocket_engine.hpp"
#include "net/websocket_group.hpp"

namespace mcs::net {

namespace {

using Kind = FrameReader::Event::Kind;

// RFC 6455, section 5.5.3: of several pings it is enough to answer the last. The application's keys
// are small.
constexpr ConflationKey pong_key{255};
constexpr ConflationKey ping_key{254};

constexpr std::uint8_t unanswered_pings_allowed = 1;  // The next beat's would be the second.
constexpr std::size_t frames_per_send = 64;

using PingPayload = std::array<char, sizeof(std::int64_t)>;

PingPayload ping_payload(std::chrono::steady_clock::time_point sent) {
  return std::bit_cast<PingPayload>(std::int64_t{sent.time_since_epoch().count()});
}

}  // namespace

WebSocketSession::WebSocketSession(WebSocketEngine& engine, int descriptor,
                                   SessionListener* listener, std::uint64_t context,
                                   std::uint32_t max_message_size)
    : engine_(engine),
      listener_(listener),
      context_(context),
      descriptor_(descriptor),
      reader_(max_message_size) {}

IoThread& WebSocketSession::thread() const {
  return engine_.thread();
}

void WebSocketSession::start(const Handshake& handshake, bool greets) {
  // Goes out with whatever is sent behind it: first of all a ping.
  queue_.push(make_raw_bytes(handshake.response), not_conflated);
  if (listener_ != nullptr) {
    if (!greets) send_ping(std::chrono::steady_clock::now());
    listener_->opened(*this);
  } else {
    close(handshake.turn_away.code, handshake.turn_away.reason);
  }
  if (handshake.early.empty()) return;
  // First of all the response: should what came early end the session, what waits is dropped.
  flush();
  std::string early(handshake.early);
  take_all(early);
}

void WebSocketSession::ready(bool readable, bool writable) {
  if (writable && awaiting_writable_) {
    await_writable(false);
    flush();
  }
  if (readable) receive();
}

void WebSocketSession::receive() {
  const std::span<char> buffer = engine_.receive_buffer();
  const std::span<char> space = reader_.prepare(buffer);
  const ssize_t received = ::recv(descriptor_, space.data(), space.size(), MSG_DONTWAIT);
  if (received > 0) return take_all(reader_.input(buffer, static_cast<std::size_t>(received)));
  const bool later = received < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR);
  if (!later) end();
}

void WebSocketSession::take_all(std::span<char> input) {
  const Time now = std::chrono::steady_clock::now();
  while (const auto event = reader_.next(input)) take(*event, now);
}

void WebSocketSession::take(const FrameReader::Event& event, Time now) {
  if (event.kind == Kind::Close) return peer_closed(event);
  if (event.kind == Kind::Violation) {
    engine_.observer().refused(Refusal::ProtocolViolation);
    return fail(event.close_code, event.data);
  }
  if (!is_open()) return;
  if (event.kind == Kind::Pong && take_pong(event.data, now)) return;
  if (!packets_.admit(now, engine_.options().packet_rate)) {
    engine_.observer().refused(Refusal::PacketRate);
    return close(facts(ErrorCode::RateLimited).close_code, "too many packets");
  }
  if (event.kind == Kind::Ping) enqueue(make_pong_frame(event.data), pong_key);
  if (event.kind == Kind::Text) {
    engine_.counters().messages_received.add();
    listener_->message(*this, event.data, now);
  }
}

// Whether it answers a ping of ours; others count as packets.
bool WebSocketSession::take_pong(std::string_view payload, Time now) {
  const PingPayload expected = ping_payload(ping_sent_);
  if (!awaiting_pong_ || !std::ranges::equal(payload, expected)) return false;
  awaiting_pong_ = false;
  unanswered_pings_ = 0;
  const auto round_trip = std::chrono::ceil<std::chrono::microseconds>(now - ping_sent_).count();
  smallest_round_trip_us_ =
      static_cast<std::uint32_t>(std::min<std::int64_t>(smallest_round_trip_us_, round_trip));
  return true;
}

std::optional<std::chrono::microseconds> WebSocketSession::smallest_round_trip() const {
  if (smallest_round_trip_us_ == UINT32_MAX) return std::nullopt;
  return std::chrono::microseconds{smallest_round_trip_us_};
}

void WebSocketSession::beat(Time now) {
  // It came just before its slot's turn: the ping it was welcomed with will do.
  if (now - ping_sent_ < engine_.options().heartbeat / 2) return;
  if (!awaiting_pong_ || ++unanswered_pings_ <= unanswered_pings_allowed) return send_ping(now);
  engine_.observer().refused(Refusal::LostHeartbeat);
  queue_.drop_unstarted();
  close(facts(ErrorCode::Timeout).close_code, "no answer to two heartbeats");
}

void WebSocketSession::send_ping(Time now) {
  awaiting_pong_ = true;
  ping_sent_ = now;
  const PingPayload payload = ping_payload(now);
  enqueue(make_ping_frame({payload.data(), payload.size()}), ping_key);
}

void WebSocketSession::send(const Frame& frame, ConflationKey key) {
  if (!is_open()) return;
  if (!has_room_for(frame)) {
    engine_.observer().refused(Refusal::Backlog);
    queue_.drop_unstarted();
    return close(close_code::try_again_later, "too slow for what was sent");
  }
  engine_.counters().frames_sent.add();
  if (ping_sent_ == Time{}) send_ping(std::chrono::steady_clock::now());
  enqueue(frame, key);
}

bool WebSocketSession::has_room_for(const Frame& frame) {
  const std::size_t limit = engine_.options().backlog_limit;
  if (queue_.bytes() + frame.size() <= limit) return true;
  flush();
  return queue_.empty() || queue_.bytes() + frame.size() <= limit;
}

void WebSocketSession::enqueue(Frame frame, ConflationKey key) {
  if (queue_.push(std::move(frame), key)) engine_.counters().frames_conflated.add();
  update_group();
  engine_.flush_later(*this);
}

ssize_t WebSocketSession::send_some() {
  constexpr int flags = MSG_DONTWAIT | MSG_NOSIGNAL;
  std::array<iovec, frames_per_send> parts;
  msghdr message{};
  message.msg_iov = parts.data();
  message.msg_iovlen = queue_.gather(parts);
  if (message.msg_iovlen > 1) return ::sendmsg(descriptor_, &message, flags);
  return ::send(descriptor_, parts[0].iov_base, parts[0].iov_len, flags);
}

void WebSocketSession::flush() {
  while (!queue_.empty() && !awaiting_writable_) {
    const ssize_t sent = send_some();
    if (sent >= 0)
      queue_.consume(static_cast<std::size_t>(sent));
    else if (errno == EAGAIN || errno == EWOULDBLOCK)
      await_writable(true);
    else if (errno != EINTR)
      on_send_error();
  }
  update_group();
  if (state_ == State::Finishing && queue_.empty()) {
    // The peer sees the end right behind the close frame, and closes.
    ::shutdown(descriptor_, SHUT_WR);
  }
}

void WebSocketSession::send_rest(const Frame& frame, ConflationKey key, std::size_t sent,
                                 int error) {
  if (sent > 0)
    queue_.push_started(frame, sent);
  else if (error == EAGAIN || error == EWOULDBLOCK)
    queue_.push(frame, key);
  else
    return on_send_error();
  engine_.counters().frames_sent.add();
  update_group();
  await_writable(true);
}

void WebSocketSession::await_writable(bool await) {
  awaiting_writable_ = await;
  engine_.poller().watch_writing(descriptor_, *this, await);
}

// The connection is broken: reading will say so, or the deadline ends it.
void WebSocketSession::on_send_error() {
  queue_ = {};
  if (is_open()) begin_closing(State::Closing, close_code::abnormal);
}

void WebSocketSession::close(CloseCode code, std::string_view reason) {
  if (!is_open()) return;
  begin_closing(State::Closing, code);
  enqueue(make_close_frame(code, reason), not_conflated);
}

void WebSocketSession::peer_closed(const FrameReader::Event& event) {
  if (is_open()) {
    begin_closing(State::Finishing, event.close_code);
    queue_.drop_unstarted();
    enqueue(make_close_frame(event.close_code, event.data), not_conflated);
  } else {
    state_ = State::Finishing;
    engine_.flush_later(*this);
  }
  notify_closed(true);
}

void WebSocketSession::fail(CloseCode code, std::string_view what) {
  if (is_open()) {
    begin_closing(State::Finishing, code);
    queue_.drop_unstarted();
    enqueue(make_close_frame(code, what), not_conflated);
  } else {
    state_ = State::Finishing;
    engine_.flush_later(*this);
  }
  notify_closed(false);
}

void WebSocketSession::begin_closing(State state, CloseCode code) {
  if (group_ != nullptr) group_->remove(*this);
  state_ = state;
  close_code_ = code;
  engine_.await_close(*this);
}

void WebSocketSession::end() {
  if (is_open()) begin_closing(State::Closing, close_code::abnormal);
  state_ = State::Ended;
  queue_ = {};
  unlink();
  ::close(descriptor_);
  notify_closed(false);
  engine_.bury(*this);
}

void WebSocketSession::notify_closed(bool clean) {
  if (std::exchange(closed_, true)) return;
  engine_.observer().session_closed(close_code_);
  if (listener_ != nullptr) listener_->closed(*this, {close_code_, clean});
}

void WebSocketSession::update_group() const {
  if (group_ != nullptr) group_->set_pending(*this, !queue_.empty());
}

}  // namespace mcs::net
