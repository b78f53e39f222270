// Tells which of a thread's WebSocket sockets are ready: an epoll set that the thread's loop
// watches as one descriptor. An Asio socket with its pending read would take half a kilobyte more,
// and a second recv() a packet to learn that there is nothing left.
#pragma once

#include <boost/asio/posix/basic_stream_descriptor.hpp>
#include <memory>

#include "net/io_thread.hpp"

namespace mcs::net {

class PollTarget {
 public:
  // Reading, or writing, would not block; after an error or the peer's end both are true.
  virtual void ready(bool readable, bool writable) = 0;

 protected:
  ~PollTarget() = default;
};

// Lives on its thread. Closing a descriptor removes it.
class Poller {
 public:
  explicit Poller(IoThread& thread);

  // Watches for reading. The target stays until the end of the turn in which its descriptor is
  // closed. False if the kernel has no room for it.
  bool add(int descriptor, PollTarget& target);
  // Whether to watch for writing too.
  void watch_writing(int descriptor, PollTarget& target, bool watch);

 private:
  using Descriptor = boost::asio::posix::basic_stream_descriptor<IoThread::Executor>;

  void wait();
  void dispatch();

  // Shared with the pending wait alone, which so knows whether the poller is still there.
  std::shared_ptr<Descriptor> set_;
};

}  // namespace mcs::net
