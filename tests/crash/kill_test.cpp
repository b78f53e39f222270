// kill -9 at random moments. MCS_CRASH_KILLS says how often (10; nightly 200), MCS_CRASH_SEED which
// moments.
#include <cstdlib>
#include <gtest/gtest.h>
#include <iostream>

#include "crash/workload.hpp"
#include "crash/writer_process.hpp"
#include "support/temporary_directory.hpp"

namespace mcs::crash {
namespace {

std::uint64_t number_from_environment(const char* name, std::uint64_t otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : std::stoull(text);
}

TEST(Killed, NothingAcknowledgedIsLost) {
  const auto kills = number_from_environment("MCS_CRASH_KILLS", 10);
  const auto seed = number_from_environment("MCS_CRASH_SEED", std::random_device{}());
  std::cout << "MCS_CRASH_SEED=" << seed << '\n';
  std::mt19937_64 random(seed);
  // A log that outlives some kills; then a new one, or checking would take longer than killing.
  constexpr std::uint64_t kills_per_log = 10;
  std::size_t acknowledged = 0;
  std::size_t found = 0;
  for (std::uint64_t killed = 0; killed < kills && !HasFailure();) {
    const test::TemporaryDirectory directory;
    const auto file = directory / "log.db";
    Expectation expectation;
    std::size_t entries = 0;
    for (std::uint64_t i = 0; i < kills_per_log && killed < kills && !HasFailure(); ++i, ++killed) {
      SCOPED_TRACE("kill " + std::to_string(killed + 1));
      WriterProcess writer(file, random());
      writer.run_for(std::chrono::milliseconds{random() % 300});
      writer.kill();
      for (const auto& entry : writer.acknowledged()) expectation.add(entry);
      const Logs logs = open_and_read(file);
      expectation.check(logs);
      entries = count_entries(logs);
    }
    acknowledged += expectation.count();
    found += entries;
  }
  std::cout << kills << " kills, " << acknowledged << " entries acknowledged, " << found
            << " found\n";
}

}  // namespace
}  // namespace mcs::crash
