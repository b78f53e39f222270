// Admissions from the logs alone, for processes that have no rooms. A log is folded once and then
// followed, so that each join of a storm costs one short read.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/unordered/unordered_flat_map.hpp>
#include <memory>

#include "ports/clock.hpp"
#include "services/admissions.hpp"
#include "services/log_fold.hpp"

namespace mcs::services {

class LogAdmissions final : public Admissions {
 public:
  // Folds on `executor`, which runs one thing at a time. `log` and `clock` outlive the service.
  LogAdmissions(boost::asio::any_io_executor executor, ports::SpeedrunLog& log,
                const ports::Clock& clock, std::size_t most_kept = 256);

  // From any executor.
  ports::Async<Admission> look_up(SpeedrunId id) override;

 private:
  struct Followed {
    FoldedLog folded;
    domain::Instant used_at;
  };

  ports::Async<Admission> follow(SpeedrunId id);
  void forget_the_longest_unused();

  boost::asio::any_io_executor executor_;
  ports::SpeedrunLog& log_;
  const ports::Clock& clock_;
  const std::size_t most_kept_;
  // Shared with look-ups under way, which a forgotten one outlives.
  boost::unordered_flat_map<SpeedrunId, std::shared_ptr<Followed>, std::hash<SpeedrunId>> followed_;
};

}  // namespace mcs::services
