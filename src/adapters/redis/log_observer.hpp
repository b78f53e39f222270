// What the log on Redis tells whoever measures it.
#pragma once

#include <chrono>
#include <string_view>

#include "base/error.hpp"

namespace mcs::redis {

// Called on the log's own thread. Calls must be short and not throw.
class LogObserver {
 public:
  virtual ~LogObserver() = default;

  // An append was acknowledged this long after it was asked for.
  virtual void appended(std::chrono::nanoseconds latency) = 0;
  // A batch of so many writes took this long.
  virtual void committed(std::size_t requests, std::chrono::nanoseconds duration) = 0;
  // There is a connection to this server again; there are two to each.
  virtual void connected(std::string_view server) = 0;
  // A connection was lost, or could not be made: it is tried again.
  virtual void disconnected(std::string_view server, const Error& reason) = 0;
  // Published entries were missed; readers look into the log.
  virtual void missed_entries(std::string_view server) = 0;
  // Whether this server's settings are as durable as the options demand cannot be told.
  virtual void durability_unknown(std::string_view server, std::string_view reason) = 0;
};

}  // namespace mcs::redis
