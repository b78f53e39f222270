#include "net/websocket_engine.hpp"

#include <algorithm>
#include <unistd.h>
#include <utility>

#include "base/assert.hpp"

namespace mcs::net {

using Clock = std::chrono::steady_clock;

WebSocketEngine::WebSocketEngine(IoThread& thread, const WebSocketOptions& options,
                                 Observer& observer, ConnectionBudget& budget,
                                 WebSocketCounters& counters)
    : thread_(thread),
      options_(options),
      observer_(observer),
      budget_(budget),
      counters_(counters),
      poller_(thread),
      ticker_(thread, std::max(options.heartbeat / int{wheel_size}, std::chrono::milliseconds{1}),
              [this] { tick(); }) {}

WebSocketEngine::~WebSocketEngine() {
  MCS_ASSERT(size_ == 0);
  thread_.forget(*this);
}

void WebSocketEngine::open(Socket socket, const WebSocketAccept& accepted,
                           const Handshake& handshake) {
  MCS_ASSERT(accepted.listener != nullptr);
  add(std::move(socket), accepted, handshake);
}

void WebSocketEngine::turn_away(Socket socket, const Handshake& handshake) {
  add(std::move(socket), {.listener = nullptr}, handshake);
}

void WebSocketEngine::add(Socket socket, const WebSocketAccept& accepted,
                          const Handshake& handshake) {
  boost::system::error_code error;
  const int descriptor = socket.release(error);
  std::unique_ptr<WebSocketSession> session(new WebSocketSession(
      *this, descriptor, accepted.listener, accepted.context, accepted.max_message_size));
  if (!poller_.add(descriptor, *session)) {
    observer_.refused(Refusal::DescriptorLimit);
    ::close(descriptor);
    return budget_.release();
  }
  ++size_;
  counters_.sessions.add();
  observer_.session_opened();
  wheel_[joining_slot_].push_back(*session);
  joining_slot_ = (joining_slot_ + 1) % wheel_size;
  session.release()->start(handshake, accepted.greets);  // Until bury().
}

void WebSocketEngine::close_all(CloseCode code, std::string_view reason) {
  // Closing moves a session out of its slot.
  for (SessionList& slot : wheel_)
    while (!slot.empty()) slot.front().close(code, reason);
}

void WebSocketEngine::abort_all() {
  for (SessionList& slot : wheel_)
    while (!slot.empty()) slot.front().end();
  while (!closing_.empty()) closing_.front().end();
}

void WebSocketEngine::when_empty(std::function<void()> callback) {
  if (size_ == 0) return callback();
  when_empty_ = std::move(callback);
}

void WebSocketEngine::flush_later(WebSocketSession& session) {
  if (std::exchange(session.awaiting_flush_, true)) return;
  to_flush_.push_back(&session);
  thread_.at_turn_end(*this);
}

void WebSocketEngine::await_close(WebSocketSession& session) {
  session.unlink();
  session.close_deadline_ = Clock::now() + options_.close_timeout;
  closing_.push_back(session);
}

void WebSocketEngine::bury(WebSocketSession& session) {
  dead_.emplace_back(&session);
  thread_.at_turn_end(*this);
}

void WebSocketEngine::turn_ended() {
  // Flushing calls no listener, so nothing is added meanwhile.
  for (WebSocketSession* const session : to_flush_) {
    session->awaiting_flush_ = false;
    session->flush();
  }
  to_flush_.clear();
  for (std::size_t i = 0; i < dead_.size(); ++i) budget_.release();
  counters_.sessions.subtract(dead_.size());
  size_ -= dead_.size();
  dead_.clear();
  if (size_ == 0 && when_empty_) std::exchange(when_empty_, nullptr)();
}

void WebSocketEngine::tick() {
  const auto now = Clock::now();
  SessionList& slot = wheel_[beating_slot_];
  beating_slot_ = (beating_slot_ + 1) % wheel_size;
  for (auto place = slot.begin(); place != slot.end();) (place++)->beat(now);

  while (!closing_.empty() && closing_.front().close_deadline_ <= now) closing_.front().end();
}

}  // namespace mcs::net
