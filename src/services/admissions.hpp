// What sign-on and the question-set-loader must know of a speedrun.
#pragma once

#include "domain/speedrun.hpp"
#include "ports/async.hpp"

namespace mcs::services {

struct Admission {
  domain::Phase phase;
  bool lobby_locked;
};

inline Admission admission_of(const domain::Speedrun& speedrun) {
  return {.phase = speedrun.phase(), .lobby_locked = speedrun.lobby_locked()};
}

// Implemented over rooms where there are some, and over the log (LogAdmissions) where not.
class Admissions {
 public:
  virtual ~Admissions() = default;

  // UnknownQuiz if there is no such speedrun.
  virtual ports::Async<Admission> look_up(SpeedrunId id) = 0;
};

}  // namespace mcs::services
