// Looks for speedruns that nobody looks after, such as those whose instance died when all their
// participants had left, and hands them to be brought to their end.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <functional>
#include <unordered_map>

#include "ports/clock.hpp"
#include "ports/journal.hpp"
#include "ports/speedrun_log.hpp"

namespace mcs::services {

class Sweeper {
 public:
  using Adopt = std::function<void(SpeedrunId)>;

  Sweeper(ports::SpeedrunLog& log, ports::Clock& clock, ports::Journal& journal, Adopt adopt);

  // Sweeps now and then until stop(); runs as long as the process.
  boost::asio::awaitable<void> run();
  void stop() { stopped_ = true; }

  // One sweep.
  boost::asio::awaitable<void> sweep();

 private:
  ports::SpeedrunLog& log_;
  ports::Clock& clock_;
  ports::Journal& journal_;
  Adopt adopt_;
  bool stopped_ = false;
  // A lobby may be idle for hours: those seen lately are not loaded again each time.
  std::unordered_map<SpeedrunId, domain::Instant> seen_;
};

}  // namespace mcs::services
