// Who waits for jobs, and what arrived for nobody. SQS answers a poll though its receiver has gone,
// and then counts a delivery: such jobs are kept for whoever comes next in this process.
#pragma once

#include <chrono>
#include <deque>
#include <vector>

#include "ports/completion.hpp"
#include "ports/completion_queue.hpp"

namespace mcs::sqs {

using Jobs = std::vector<ports::CompletionJob>;

struct Receiver {
  std::uint64_t id;
  std::size_t limit;
  ports::Completion<Jobs> done;
};

// For one thread.
class Receivers {
 public:
  using Clock = std::chrono::steady_clock;

  // Kept jobs are handed out for so long: the rest of the visibility timeout is for the work.
  explicit Receivers(Clock::duration keep_for) : keep_for_(keep_for) {}

  // Whether the receiver has to wait; otherwise it got what was kept.
  bool add(Receiver receiver, Clock::time_point now);
  bool waits(std::uint64_t id) const;
  // Ends a wait; nothing if it has ended already.
  void end(std::uint64_t id, Result<Jobs> result);
  // What the poll of receiver `id` brought: to it, if it still waits, then to the others.
  void hand_over(std::uint64_t id, Jobs jobs, Clock::time_point now);

 private:
  struct Kept {
    ports::CompletionJob job;
    Clock::time_point until;
  };

  Jobs take_kept(std::size_t limit, Clock::time_point now);

  const Clock::duration keep_for_;
  std::vector<Receiver> waiting_;  // First come, first served.
  std::deque<Kept> kept_;
};

}  // namespace mcs::sqs
