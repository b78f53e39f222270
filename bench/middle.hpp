// A whole race of bots, and what servers of the product did in its middle.
#pragma once

#include <chrono>
#include <sys/types.h>
#include <vector>

#include "bots/race.hpp"
#include "bots/report.hpp"

namespace mcs::bench {

struct Target {
  pid_t process;
  bots::Server address;
};

// What servers have done so far.
struct Sample {
  std::chrono::steady_clock::time_point at;
  double cpu_us = 0;
  double messages = 0;  // From clients.
  double frames = 0;    // To clients.
};
Sample take_sample(const std::vector<Target>& targets);

struct Middle {
  bots::Report report;  // Of all of the race.
  // From a tenth to nine tenths of what participants ask: without joins and the end.
  double seconds;
  double cpu_us;
  double requests;  // Questions asked for and answers, each of which has one frame as its reply.
  double leaderboards;
};

// The report of a race that passed; throws if it did not.
bots::Report passed(Result<bots::Report> report);

// Throws if the race does not pass.
Middle race(const bots::Options& options, const std::vector<Target>& targets);

}  // namespace mcs::bench
