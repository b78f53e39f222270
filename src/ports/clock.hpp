// Time and waiting, real or simulated.
#pragma once

#include <boost/asio/awaitable.hpp>

#include "domain/time.hpp"

namespace mcs::ports {

class Clock {
 public:
  virtual ~Clock() = default;

  // Never goes backwards within a process. Any thread may ask.
  virtual domain::Instant now() const = 0;
  // Resumes on the caller's executor, at or after `at`. Ends early if the caller is cancelled.
  virtual boost::asio::awaitable<void> sleep_until(domain::Instant at) = 0;
};

}  // namespace mcs::ports
