// One thread's event loop on bare epoll: descriptors, and alarms at their microsecond. An Asio
// socket and timer for each bot would cost what the bots are to measure.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <queue>
#include <span>
#include <vector>

namespace mcs::bots {

using Time = std::chrono::steady_clock::time_point;

// Each is told once: what is not done then is not told again.
struct Readiness {
  bool readable = false;
  bool writable = false;
  bool ended = false;  // The other side sends no more: the last bytes are there.
};

class PollTarget {
 public:
  virtual void ready(Readiness is) = 0;

 protected:
  ~PollTarget() = default;
};

// Goes off once at the time it was last set to. Outlives the loop's run().
class Alarm {
 public:
  virtual void due(Time now) = 0;

 protected:
  Alarm() = default;
  Alarm(const Alarm&) = delete;
  Alarm& operator=(const Alarm&) = delete;
  ~Alarm() = default;

 private:
  friend class Loop;
  std::uint32_t setting_ = 0;  // Counts, so that an earlier setting is known when it comes up.
};

class Loop {
 public:
  Loop();
  ~Loop();
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  // False if the kernel has no room for it. Closing a descriptor removes it.
  bool add(int descriptor, PollTarget& target, bool writing);
  void watch_writing(int descriptor, PollTarget& target, bool watch);

  void set(Alarm& alarm, Time when);
  static void cancel(Alarm& alarm) { ++alarm.setting_; }

  // Until `finished` says so, which is asked after every turn and at least every 20 ms.
  void run(const std::function<bool()>& finished);

  // Shared by all that reads on this thread.
  std::span<char> receive_buffer() { return receive_buffer_; }

 private:
  struct Setting {
    Time when;
    Alarm* alarm;
    std::uint32_t number;
    friend bool operator>(const Setting& a, const Setting& b) { return a.when > b.when; }
  };

  void ring_alarms();
  void poll();

  int set_;
  std::priority_queue<Setting, std::vector<Setting>, std::greater<>> settings_;
  std::array<char, 256 * 1024> receive_buffer_;
};

}  // namespace mcs::bots
