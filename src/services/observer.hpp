// What the services tell the metrics. Thread-safe: every I/O thread calls it.
#pragma once

#include <cstddef>

#include "base/error.hpp"
#include "domain/time.hpp"

namespace mcs::services {

class Observer {
 public:
  virtual ~Observer() = default;

  virtual void appended(std::size_t /*inputs*/, domain::Duration /*latency*/) {}
  virtual void append_failed(ErrorCode) {}
  // A packet or request was refused.
  virtual void refused(ErrorCode) {}
  virtual void rooms_changed(int /*by*/) {}
  virtual void speedrun_finished() {}
  virtual void reported(domain::Duration /*latency*/) {}
  virtual void report_failed(ErrorCode) {}
};

}  // namespace mcs::services
