#include "net/websocket_group.hpp"

#include <algorithm>
#include <cerrno>
#include <sys/socket.h>
#include <utility>

#include "base/assert.hpp"
#include "net/websocket_engine.hpp"
#include "net/websocket_session.hpp"

namespace mcs::net {

namespace {

// Fewer gaps than this are not worth closing.
constexpr std::size_t gaps_tolerated = 32;
// Of a gradual broadcast in one turn: half a millisecond's worth of sending.
constexpr std::size_t members_per_turn = 64;

}  // namespace

WebSocketGroup::~WebSocketGroup() {
  for (const Member& member : members_)
    if (member.session != nullptr) member.session->group_ = nullptr;
  if (thread_ != nullptr) thread_->forget(*this);
}

void WebSocketGroup::add(WebSocketSession& session) {
  MCS_ASSERT(session.group_ == nullptr);
  if (!session.is_open()) return;
  MCS_ASSERT(engine_ == nullptr || engine_ == &session.engine_);
  engine_ = &session.engine_;
  thread_ = &engine_->thread();
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
  const std::uint64_t conflated_before = engine_->counters().frames_conflated.read();
  std::erase_if(rounds_, [key](const Round& round) { return round.key == key; });
  compact_if_sparse();
  for (const Member& member : members_) send_to(member, frame, key, report);
  engine_->counters().frames_sent.add(report.sent);
  report.conflated =
      static_cast<std::uint32_t>(engine_->counters().frames_conflated.read() - conflated_before);
  return report;
}

void WebSocketGroup::send_to(const Member& member, const Frame& frame, ConflationKey key,
                             BroadcastReport& report) {
  if (member.session == nullptr) return;
  if (member.pending) {
    member.session->send(frame, key);
    ++report.queued;
    return;
  }
  const std::string_view bytes = frame.bytes();
  const ssize_t sent =
      ::send(member.descriptor, bytes.data(), bytes.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
  if (sent == static_cast<ssize_t>(bytes.size())) [[likely]] {
    ++report.sent;
  } else {
    member.session->send_rest(frame, key, sent < 0 ? 0 : static_cast<std::size_t>(sent), errno);
    ++report.queued;
  }
}

void WebSocketGroup::broadcast_gradually(Frame frame, ConflationKey key, WhenDone when_done) {
  MCS_ASSERT(key != not_conflated);
  if (size() == 0) return;
  const auto before = std::ranges::find(rounds_, key, &Round::key);
  if (before == rounds_.end()) {
    if (rounds_.empty()) compact_if_sparse();
    rounds_.push_back({.frame = std::move(frame),
                       .key = key,
                       .when_done = std::move(when_done),
                       .stop = members_.size()});
  } else {
    // Those who waited longest are served first.
    before->end();
    before->frame = std::move(frame);
    before->when_done = std::move(when_done);
    before->stop = before->next;
    before->last_lap = false;
    before->begun = std::chrono::steady_clock::now();
  }
  thread_->at_turn_end(*this);
}

// Whether the round is done.
bool WebSocketGroup::send_portion(Round& round) {
  BroadcastReport report;
  for (std::size_t i = 0; i < members_per_turn; ++i) {
    if (!round.last_lap && round.next == members_.size()) {
      round.next = 0;
      round.last_lap = true;
    }
    if (round.last_lap && round.next >= round.stop) break;
    send_to(members_[round.next++], round.frame, round.key, report);
  }
  engine_->counters().frames_sent.add(report.sent);
  return round.last_lap && round.next >= round.stop;
}

void WebSocketGroup::turn_ended() {
  for (auto round = rounds_.begin(); round != rounds_.end();) {
    if (send_portion(*round)) {
      round->end();
      round = rounds_.erase(round);
    } else {
      ++round;
    }
  }
  if (!rounds_.empty()) thread_->at_turn_end(*this);
}

void WebSocketGroup::compact_if_sparse() {
  // A round knows members by their places.
  if (!rounds_.empty()) return;
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
