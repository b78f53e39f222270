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
  void clear() {
    usual_.clear();
    longer_.clear();
  }

  // What is due first, if the front of every queue is open; nothing if there is none.
  const OpenQuestion* first() const {
    const OpenQuestion* found = usual_.empty() ? nullptr : &usual_.front();
    for (const Lane& lane : longer_)
      if (!lane.queue.empty() && (found == nullptr || lane.queue.front().due_ms < found->due_ms))
        found = &lane.queue.front();
    return found;
  }

  // By extra time, and then in the order of serving.
  template <class Visit>
  void for_each(Visit visit) const {
    for (const OpenQuestion& open : usual_) visit(open);
    for (const Lane& lane : longer_)
      for (const OpenQuestion& open : lane.queue) visit(open);
  }
  template <class Visit>
  void for_each_queue(Visit visit) {
    visit(usual_);
    for (Lane& lane : longer_) visit(lane.queue);
  }

 private:
  struct Lane {
    ExtraTime extra;
    Queue queue;
  };

  Queue& queue_for(ExtraTime extra) {
    if (extra.percent == 0) return usual_;
    const auto place = std::ranges::lower_bound(
        longer_, extra.percent, {}, [](const Lane& lane) { return lane.extra.percent; });
    if (place != longer_.end() && place->extra == extra) return place->queue;
    return longer_.insert(place, {.extra = extra, .queue = {}})->queue;
  }

  Queue usual_;               // Without extra time.
  std::vector<Lane> longer_;  // By extra time, ascending.
};

}  // namespace mcs::domain
