// What a race of bots brought to light, for people and for machines.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "base/access_code.hpp"
#include "bots/statistics.hpp"

namespace mcs::bots {

struct Report {
  AccessCode code;
  std::vector<std::string> servers;
  std::uint32_t participants = 0;
  std::uint32_t completed = 0;  // Answered everything and saw the end.
  std::uint32_t verified = 0;   // Whose final result was compared with what was acknowledged.
  Statistics statistics{0};
  std::chrono::milliseconds took{0};      // All of it.
  std::chrono::milliseconds cpu_time{0};  // Of the bots.
  std::uint64_t peak_memory = 0;          // Of the bots, bytes.

  // Whether everybody got to the end, and nothing was wrong.
  bool passed() const {
    return statistics.faults == 0 && completed == participants && verified == participants;
  }
  std::uint64_t answers_per_second() const;
};

std::string to_text(const Report& report);
std::string to_json(const Report& report);

}  // namespace mcs::bots
