// Power cuts at random moments: what was acknowledged had reached the disk before.
#include <atomic>
#include <future>
#include <gtest/gtest.h>
#include <iostream>

#include "adapters/system/system_clock.hpp"
#include "crash/faulty_storage.hpp"
#include "crash/workload.hpp"
#include "support/temporary_directory.hpp"

namespace mcs::crash {
namespace {

// Collects acknowledgements from several threads.
class Ledger {
 public:
  void add(const Acknowledged& entry) {
    const std::lock_guard lock(mutex_);
    entries_.add(entry);
  }
  Expectation copy() const {
    const std::lock_guard lock(mutex_);
    return entries_;
  }

 private:
  mutable std::mutex mutex_;
  Expectation entries_;
};

TEST(PowerLoss, NothingAcknowledgedIsLost) {
  const auto seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937_64 random(seed);
  const FaultyStorage storage;
  std::size_t acknowledged = 0;
  constexpr int rounds = 4;
  constexpr int cuts = 5;
  for (int round = 0; round < rounds && !HasFailure(); ++round) {
    const test::TemporaryDirectory directory;
    const auto file = directory / "log.db";
    Loops loops;
    system::SystemClock clock;
    SilentObserver observer;
    auto log =
        sqlite::SqliteSpeedrunLog::open(random_options(random, file), clock, observer).value();
    Ledger ledger;
    std::atomic<bool> stop = false;
    std::thread writing([&, writer_seed = random()] {
      write_until(
          loops, *log, writer_seed, [&](const Acknowledged& entry) { ledger.add(entry); },
          [&] { return stop.load(); });
    });
    for (int cut = 0; cut < cuts && !HasFailure(); ++cut) {
      std::this_thread::sleep_for(std::chrono::milliseconds{20 + random() % 60});
      // First what was acknowledged, then the cut: what is acknowledged in between may be there.
      const Expectation expectation = ledger.copy();
      const auto left = directory / ("cut" + std::to_string(cut) + ".db");
      storage.cut_power(file, left, random);
      SCOPED_TRACE("round " + std::to_string(round) + " cut " + std::to_string(cut));
      expectation.check(open_and_read(left));
      acknowledged += expectation.count();
    }
    stop = true;
    writing.join();
  }
  std::cout << rounds * cuts << " power cuts, " << acknowledged << " entries looked for\n";
}

}  // namespace
}  // namespace mcs::crash
