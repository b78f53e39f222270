// Sessions of one thread that get the same frames. A broadcast walks a dense array and leaves the
// sessions' own memory alone as long as nothing waits for them: cold memory is what it costs.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "net/frame.hpp"
#include "net/io_thread.hpp"
#include "net/send_queue.hpp"

namespace mcs::net {

class WebSocketEngine;
class WebSocketSession;

struct BroadcastReport {
  std::uint32_t sent = 0;       // Taken by the kernel at once.
  std::uint32_t queued = 0;     // Wait behind other frames, or for a slow client.
  std::uint32_t conflated = 0;  // Of those, how many took the place of an earlier frame.
};

class WebSocketGroup final : private TurnEnd {
 public:
  using WhenDone = std::move_only_function<void(std::chrono::nanoseconds took)>;

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

  // Sends some members the frame in each turn, so that the thread's other work does not wait for a
  // large group: what is sent to members at once meanwhile comes before it. The next broadcast with
  // the same key replaces it for those who have not had it. `when_done` is told how long it was
  // on its way when it was done or replaced: the longer, the more else there was to do.
  void broadcast_gradually(Frame frame, ConflationKey key, WhenDone when_done);

 private:
  friend class WebSocketSession;

  // A frame on its way around the members: from `next` to the end, then from the first to `stop`.
  struct Round {
    void end() { when_done(std::chrono::steady_clock::now() - begun); }

    Frame frame;
    ConflationKey key;
    WhenDone when_done;
    std::size_t next = 0;
    std::size_t stop = 0;
    bool last_lap = true;
    std::chrono::steady_clock::time_point begun = std::chrono::steady_clock::now();
  };

  struct Member {
    int descriptor;
    bool pending;               // Frames wait for it: it is served through its session.
    WebSocketSession* session;  // Null: removed.
  };

  // What became of it is added to `report`.
  void send_to(const Member& member, const Frame& frame, ConflationKey key,
               BroadcastReport& report);
  bool send_portion(Round& round);
  void turn_ended() override;
  void set_pending(const WebSocketSession& session, bool pending);
  void compact_if_sparse();

  std::vector<Member> members_;
  std::size_t removed_ = 0;
  std::vector<Round> rounds_;  // At most one of a key.
  // The members'; known from the first on. The thread is there longer than the engine.
  WebSocketEngine* engine_ = nullptr;
  IoThread* thread_ = nullptr;
};

}  // namespace mcs::net
