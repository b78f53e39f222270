// The process that is killed: appends to a log and prints each entry as soon as it is acknowledged.
// Usage: crash_writer FILE SEED [no-checkpoints]
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <string>
#include <unistd.h>

#include "adapters/system/system_clock.hpp"
#include "crash/workload.hpp"

namespace {

// One write() a line: what the pipe has taken survives the writer, and a line is never cut.
void print(const mcs::crash::Acknowledged& entry) {
  const std::string line = to_line(entry);
  if (::write(STDOUT_FILENO, line.data(), line.size()) != static_cast<ssize_t>(line.size()))
    std::_Exit(1);
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 3) return 2;
  const std::uint64_t seed = std::stoull(arguments[2]);
  std::mt19937_64 random(seed);
  mcs::crash::Loops loops;
  mcs::system::SystemClock clock;
  mcs::crash::SilentObserver observer;
  auto options = mcs::crash::random_options(random, arguments[1]);
  if (count == 4) options.checkpoint_pages = std::numeric_limits<int>::max();
  const auto log = mcs::sqlite::SqliteSpeedrunLog::open(std::move(options), clock, observer);
  if (!log) {
    std::fprintf(stderr, "%s\n", log.error().detail.c_str());
    return 1;
  }
  mcs::crash::write_until(loops, **log, random(), print, [] { return false; });
  return 1;
}
