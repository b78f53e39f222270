#include "adapters/sqs/deduplication.hpp"

namespace mcs::sqs {

namespace {

// What SQS remembers, and a margin for its clock.
constexpr std::chrono::minutes remembered{6};

}  // namespace

std::string Deduplication::id(SpeedrunId speedrun) const {
  const auto found = done_.find(speedrun);
  if (found == done_.end()) return speedrun.str();
  return speedrun.str() + '.' + std::to_string(found->second.times);
}

void Deduplication::done(SpeedrunId speedrun, Clock::time_point now) {
  std::erase_if(done_, [now](const auto& entry) { return entry.second.last + remembered < now; });
  auto& done = done_[speedrun];
  ++done.times;
  done.last = now;
}

}  // namespace mcs::sqs
