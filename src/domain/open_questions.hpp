// The questions that are open, by when they are due. Those with the same extra time fall due in the
// order of serving, so each has a queue: nothing is sorted, and the usual case is one queue.
#pragma once

#include <algorithm>
#include <cstdint>
#include <deque>
#include <vector>

#include "base/ids.hpp"
#include "domain/extra_time.hpp"

namespace mcs::domain {

// A question as it was served; it may have been answered meanwhile.
struct OpenQuestion {
  std::uint32_t due_ms;  // After the start.
  SeatIndex seat;
  QuestionIndex question;
};

class OpenQuestions {
 public:
  using Queue = std::deque<OpenQuestion>;

  void push(ExtraTime extra, OpenQuestion open) { queue_for(extra).push_back(open); }
  void clear() { lanes_.clear(); }

  // What is due first, if the front of every queue is open; nothing if there is none.
  const OpenQuestion* first() const {
    const OpenQuestion* found = nullptr;
    for (const auto& [extra, queue] : lanes_)
      if (!queue.empty() && (found == nullptr || queue.front().due_ms < found->due_ms))
        found = &queue.front();
    return found;
  }

  // By extra time, and then in the order of serving.
  template <class Visit>
  void for_each(Visit visit) const {
    for (const auto& [extra, queue] : lanes_)
      for (const OpenQuestion& open : queue) visit(open);
  }
  template <class Visit>
  void for_each_queue(Visit visit) {
    for (auto& [extra, queue] : lanes_) visit(queue);
  }

 private:
  struct Lane {
    ExtraTime extra;
    Queue queue;
  };

  Queue& queue_for(ExtraTime extra) {
    // Nobody has extra time, mostly.
    if (!lanes_.empty() && lanes_.front().extra == extra) return lanes_.front().queue;
    const auto place = std::ranges::lower_bound(
        lanes_, extra.percent, {}, [](const Lane& lane) { return lane.extra.percent; });
    if (place != lanes_.end() && place->extra == extra) return place->queue;
    return lanes_.insert(place, {.extra = extra, .queue = {}})->queue;
  }

  std::vector<Lane> lanes_;  // By extra time, ascending.
};

}  // namespace mcs::domain
