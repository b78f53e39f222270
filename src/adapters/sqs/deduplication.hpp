// The de-duplication ids of jobs. SQS drops a message whose id it saw in the last five minutes,
// though the first may be done by now; the port wants a job enqueued after that to be delivered.
#pragma once

#include <chrono>
#include <map>
#include <string>

#include "base/access_code.hpp"

namespace mcs::sqs {

// For one thread. Knows of what this process removed; in another process a job for a speedrun that
// was reported within the last five minutes is dropped, which is as well.
class Deduplication {
 public:
  using Clock = std::chrono::steady_clock;

  // The same in every process, until the speedrun's job is done.
  std::string id(SpeedrunId speedrun) const;
  void done(SpeedrunId speedrun, Clock::time_point now);

 private:
  struct Done {
    std::uint64_t times = 0;
    Clock::time_point last;
  };

  std::map<SpeedrunId, Done> done_;
};

}  // namespace mcs::sqs
