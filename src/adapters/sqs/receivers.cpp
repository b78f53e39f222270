#include "adapters/sqs/receivers.hpp"

#include <algorithm>
#include <iterator>

namespace mcs::sqs {

bool Receivers::add(Receiver receiver, Clock::time_point now) {
  auto jobs = take_kept(receiver.limit, now);
  if (!jobs.empty()) {
    receiver.done(std::move(jobs));
    return false;
  }
  waiting_.push_back(std::move(receiver));
  return true;
}

Jobs Receivers::take_kept(std::size_t limit, Clock::time_point now) {
  // The late ones come again by themselves.
  std::erase_if(kept_, [now](const Kept& kept) { return kept.until <= now; });
  Jobs jobs;
  while (!kept_.empty() && jobs.size() < limit) {
    jobs.push_back(std::move(kept_.front().job));
    kept_.pop_front();
  }
  return jobs;
}

bool Receivers::waits(std::uint64_t id) const {
  return std::ranges::find(waiting_, id, &Receiver::id) != waiting_.end();
}

void Receivers::end(std::uint64_t id, Result<Jobs> result) {
  const auto receiver = std::ranges::find(waiting_, id, &Receiver::id);
  if (receiver == waiting_.end()) return;
  receiver->done(std::move(result));
  waiting_.erase(receiver);
}

void Receivers::hand_over(std::uint64_t id, Jobs jobs, Clock::time_point now) {
  const auto own = std::ranges::find(waiting_, id, &Receiver::id);
  if (own != waiting_.end()) std::rotate(waiting_.begin(), own, std::next(own));
  auto next = jobs.begin();
  while (next != jobs.end() && !waiting_.empty()) {
    const auto left = static_cast<std::size_t>(std::distance(next, jobs.end()));
    const auto end =
        std::next(next, static_cast<std::ptrdiff_t>(std::min(left, waiting_.front().limit)));
    this->end(waiting_.front().id,
              Jobs(std::make_move_iterator(next), std::make_move_iterator(end)));
    next = end;
  }
  for (; next != jobs.end(); ++next) kept_.push_back({std::move(*next), now + keep_for_});
}

}  // namespace mcs::sqs
