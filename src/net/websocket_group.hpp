// Sessions of one thread that get the same frames. A broadcast walks a dense array and leaves the
// sessions' own memory alone as long as nothing waits for them: cold memory is what it costs.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "net/frame.hpp"
#include "net/send_queue.hpp"

namespace mcs::net {

class WebSocketEngine;
class WebSocketSession;

struct BroadcastReport {
  std::uint32_t sent = 0;       // Taken by the kernel at once.
  std::uint32_t queued = 0;     // Wait behind other frames, or for a slow client.
  std::uint32_t conflated = 0;  // Of those, how many took the place of an earlier frame.
  std::chrono::nanoseconds took{};
};

class WebSocketGroup {
 public:
  WebSocketGroup() = default;
  WebSocketGroup(const WebSocketGroup&) = delete;
  WebSocketGroup& operator=(const WebSocketGroup&) = delete;
  ~WebSocketGroup();

  // A session is in at most one group, and leaves by itself when it closes; one that is closing is
  // not taken. Members are served in the order in which they came.
  void add(WebSocketSession& session);
  void remove(WebSocketSession& session);
  std::size_t size() const { return members_.size() - removed_; }

  BroadcastReport broadcast(const Frame& frame, ConflationKey key = not_conflated);

 private:
  friend class WebSocketSession;

  struct Member {
    int descriptor;
    bool pending;               // Frames wait for it: it is served through its session.
    WebSocketSession* session;  // Null: removed.
  };

  void set_pending(const WebSocketSession& session, bool pending);
  void compact_if_sparse();

  std::vector<Member> members_;
  std::size_t removed_ = 0;
  WebSocketEngine* engine_ = nullptr;  // The members'; known from the first on.
};

}  // namespace mcs::net
