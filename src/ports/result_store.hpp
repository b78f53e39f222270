// The speed-run store: results of finished speedruns.
#pragma once

#include "base/access_code.hpp"
#include "domain/result.hpp"
#include "ports/async.hpp"

namespace mcs::ports {

// Repetition: put() of the same result any number of times, also after it stopped half-way, leaves
// one whole result. Atomicity: get() never sees half a result.
class ResultStore {
 public:
  virtual ~ResultStore() = default;

  virtual Async<void> put(domain::SpeedrunResult result) = 0;
  // NotFound if there is none.
  virtual Async<domain::SpeedrunResult> get(SpeedrunId id) = 0;
};

}  // namespace mcs::ports
