// Jobs for the reporter: one for each finished speedrun, at least once.
#pragma once

#include <string>
#include <vector>

#include "base/access_code.hpp"
#include "domain/time.hpp"
#include "ports/async.hpp"

namespace mcs::ports {

struct CompletionJob {
  SpeedrunId speedrun;
  std::string receipt;        // Names this delivery; opaque.
  std::uint32_t attempt = 1;  // How often the job has been delivered, this time included.
};

// At least once: a job is delivered until it is removed; after `max_attempts` deliveries it goes to
// the dead letters and blocks nobody. No order is promised. A job for a speedrun that has one in
// the queue, waiting or being worked on, is dropped where the store can tell: the speedrun is
// finished, and what the first job finds is all there is.
class CompletionQueue {
 public:
  virtual ~CompletionQueue() = default;

  virtual Async<void> enqueue(SpeedrunId speedrun) = 0;
  // Waits up to `wait` for at least one, at most `limit` (not 0); nobody else gets these jobs for
  // the queue's visibility timeout.
  virtual Async<std::vector<CompletionJob>> receive(std::size_t limit, domain::Duration wait) = 0;
  // Another visibility timeout from now. NotFound if the delivery is no longer this receiver's.
  virtual Async<void> extend(CompletionJob job) = 0;
  // Done. A receipt whose time is over may do nothing: the job then comes again.
  virtual Async<void> remove(CompletionJob job) = 0;
  // Not done: deliver it again after `delay`, or put it to the dead letters.
  virtual Async<void> release(CompletionJob job, domain::Duration delay) = 0;
  // Jobs waiting or being worked on, for the metrics.
  virtual Async<std::size_t> depth() = 0;
};

}  // namespace mcs::ports
