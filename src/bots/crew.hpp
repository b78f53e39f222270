// The bots of one thread.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "bots/loop.hpp"
#include "bots/participant.hpp"
#include "bots/race.hpp"
#include "bots/statistics.hpp"

namespace mcs::bots {

class Crew {
 public:
  // Those with the numbers from `first` to less than `last`.
  Crew(Race& race, std::uint32_t first, std::uint32_t last);

  // Until all bots of the race are through, or its time is; then no connection is left.
  void run();

  // After run().
  const Statistics& statistics() const { return statistics_; }
  const std::vector<std::unique_ptr<Participant>>& participants() const { return participants_; }

 private:
  void begin_some();
  void check_patience();

  Race& race_;
  Loop loop_;
  Statistics statistics_;
  std::vector<std::unique_ptr<Participant>> participants_;
  std::size_t begun_ = 0;
  Time next_check_;
};

}  // namespace mcs::bots
