// The frames that wait to be sent to one connection, in order. Knows no socket.
#pragma once

#include <boost/container/small_vector.hpp>
#include <cstddef>
#include <cstdint>
#include <span>
#include <sys/uio.h>

#include "base/ids.hpp"
#include "net/frame.hpp"

namespace mcs::net {

// Frames with the same key, other than 0, replace one another while they wait: each is a state that
// a later one makes worthless.
using ConflationKey = StrongId<struct ConflationKeyTag, std::uint8_t>;

inline constexpr ConflationKey not_conflated{0};

class SendQueue {
 public:
  bool empty() const { return first_ == waiting_.size(); }
  // What has still to be sent.
  std::size_t bytes() const { return bytes_; }

  // True if the frame took the place of a waiting one with the same key.
  bool push(Frame frame, ConflationKey key);
  // A frame of which `sent` bytes have gone out already; the queue is empty.
  void push_started(Frame frame, std::size_t sent);

  // Describes the next bytes to send; returns how many of `parts` were used.
  std::size_t gather(std::span<iovec> parts) const;
  void consume(std::size_t sent);
  // Drops every frame of which nothing has gone out: the stream stays well formed.
  void drop_unstarted();

 private:
  struct Waiting {
    Frame frame;
    ConflationKey key;
  };

  Waiting* find(ConflationKey key);
  void drop_sent();

  // One frame a turn is what most connections get: it waits without an allocation.
  static constexpr std::size_t inline_capacity = 1;
  using Frames = boost::container::small_vector<Waiting, inline_capacity>;

  Frames waiting_;  // Those before first_ are sent.
  std::uint32_t first_ = 0;
  std::uint32_t offset_ = 0;  // What has gone out of the first.
  std::size_t bytes_ = 0;
};

}  // namespace mcs::net
