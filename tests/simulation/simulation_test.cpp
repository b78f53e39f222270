// Thousands of simulated speedruns. One seed again, with everything that happens:
// MCS_SIMULATION_SEED=17 simulation_test
#include <cstdlib>
#include <gtest/gtest.h>
#include <iostream>

#include "world.hpp"

namespace mcs::simulation {
namespace {

unsigned from_environment(const char* name, unsigned otherwise) {
  const char* value = std::getenv(name);
  return value != nullptr ? static_cast<unsigned>(std::strtoul(value, nullptr, 10)) : otherwise;
}

void expect_no_violation(const Report& report) {
  for (const std::string& violation : report.violations)
    ADD_FAILURE() << violation << "\n  replay: MCS_SIMULATION_SEED=" << report.seed
                  << " build/release/tests/simulation/simulation_test";
}

TEST(Simulation, WhateverHappensNothingAcknowledgedIsLost) {
  if (const char* seed = std::getenv("MCS_SIMULATION_SEED"))
    return expect_no_violation(
        run_simulation(static_cast<unsigned>(std::strtoul(seed, nullptr, 10)), true));

  const unsigned first = from_environment("MCS_SIMULATION_FIRST", 1);
  const unsigned runs = from_environment("MCS_SIMULATION_RUNS", MCS_SIMULATION_RUNS);
  Report total;
  for (unsigned seed = first; seed < first + runs; ++seed) {
    const Report report = run_simulation(seed);
    expect_no_violation(report);
    total.log_entries += report.log_entries;
    total.acknowledged += report.acknowledged;
    total.kills += report.kills;
    total.outages += report.outages;
    total.simulated += report.simulated;
  }
  std::cout << runs << " speedruns, "
            << std::chrono::floor<std::chrono::hours>(total.simulated).count() << " h simulated, "
            << total.log_entries << " log entries, " << total.acknowledged
            << " acknowledged answers, " << total.kills << " instances killed, " << total.outages
            << " outages\n";
  EXPECT_GT(total.kills, runs / 2);
  EXPECT_GT(total.acknowledged, 2 * runs);
}

TEST(Simulation, ASeedReplaysExactly) {
  const Report once = run_simulation(7);
  const Report again = run_simulation(7);
  EXPECT_EQ(once.log_entries, again.log_entries);
  EXPECT_EQ(once.acknowledged, again.acknowledged);
  EXPECT_EQ(once.simulated, again.simulated);
}

}  // namespace
}  // namespace mcs::simulation
