#include "net/websocket_group.hpp"

#include <cerrno>
#include <sys/socket.h>

#include "base/assert.hpp"
#include "net/websocket_engine.hpp"
#include "net/websocket_session.hpp"

namespace mcs::net {

namespace {

// Fewer gaps than this are not worth closing.
constexpr std::size_t gaps_tolerated = 32;

}  // namespace

WebSocketGroup::~WebSocketGroup() {
  for (const Member& member : members_)
    if (member.session != nullptr) member.session->group_ = nullptr;
}

void WebSocketGroup::add(WebSocketSession& session) {
  MCS_ASSERT(session.group_ == nullptr);
  if (!session.is_open()) return;
  MCS_ASSERT(engine_ == nullptr || engine_ == &session.engine_);
  engine_ = &session.engine_;
  compact_if_sparse();
  session.group_ = this;
  session.group_index_ = static_cast<std::uint32_t>(members_.size());
  members_.push_back({session.descriptor_, !session.queue_.empty(), &session});
}

void WebSocketGroup::remove(WebSocketSession& session) {
  MCS_ASSERT(session.group_ == this);
  members_[session.group_index_].session = nullptr;
  session.group_ = nullptr;
  ++removed_;
}

void WebSocketGroup::set_pending(const WebSocketSession& session, bool pending) {
  members_[session.group_index_].pending = pending;
}

BroadcastReport WebSocketGroup::broadcast(const Frame& frame, ConflationKey key) {
  BroadcastReport report;
  if (size() == 0) return report;
  const auto begin = std::chrono::steady_clock::now();
  const std::uint64_t conflated_before = engine_->counters().frames_conflated.read();
  const std::string_view bytes = frame.bytes();
  compact_if_sparse();
  for (const Member& member : members_) {
    if (member.session == nullptr) continue;
    if (member.pending) {
      member.session->send(frame, key);
      ++report.queued;
      continue;
    }
    const ssize_t sent =
        ::send(member.descriptor, bytes.data(), bytes.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    if (sent == static_cast<ssize_t>(bytes.size())) [[likely]] {
      ++report.sent;
    } else {
      member.session->send_rest(frame, key, sent < 0 ? 0 : static_cast<std::size_t>(sent), errno);
      ++report.queued;
    }
  }
  engine_->counters().frames_sent.add(report.sent);
  report.conflated =
      static_cast<std::uint32_t>(engine_->counters().frames_conflated.read() - conflated_before);
  report.took = std::chrono::steady_clock::now() - begin;
  return report;
}

void WebSocketGroup::compact_if_sparse() {
  if (removed_ <= gaps_tolerated || removed_ <= members_.size() / 4) return;
  std::size_t kept = 0;
  for (const Member& member : members_) {
    if (member.session == nullptr) continue;
    member.session->group_index_ = static_cast<std::uint32_t>(kept);
    members_[kept++] = member;
  }
  members_.resize(kept);
  removed_ = 0;
}

}  // namespace mcs::net
