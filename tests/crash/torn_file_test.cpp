// A write-ahead log that ends in the middle of something, as after a power cut: a beginning of what
// was written is there, and nothing by halves.
#include <fstream>
#include <gtest/gtest.h>

#include "crash/workload.hpp"
#include "crash/writer_process.hpp"
#include "support/temporary_directory.hpp"

namespace mcs::crash {
namespace {

namespace fs = std::filesystem;

void truncate_at_random(const fs::path& file, std::mt19937_64& random) {
  fs::resize_file(file, random() % (fs::file_size(file) + 1));
}

// From a random byte on, some of the bytes are others.
void garble_tail(const fs::path& file, std::mt19937_64& random) {
  std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
  const auto size = fs::file_size(file);
  for (auto at = random() % size; at < size; at += 1 + random() % 4'096) {
    stream.seekp(static_cast<std::streamoff>(at));
    stream.put(static_cast<char>(random()));
  }
}

// Every log is a beginning of what the whole file holds.
void expect_prefix(const Logs& damaged, const Logs& whole) {
  for (const auto& [id, entries] : damaged)
    for (const auto& [position, sum] : entries) {
      const auto& original = whole.at(id);
      const auto found = original.find(position);
      ASSERT_NE(found, original.end()) << id.str() << " has more than was ever written";
      ASSERT_EQ(found->second, sum) << id.str() << " differs at position " << position;
    }
}

void copy_database(const fs::path& from, const fs::path& to) {
  fs::copy_file(from, to);
  fs::copy_file(from.string() + "-wal", to.string() + "-wal");
}

// No checkpoints: they copy only what is on disk, and damage to that is not what is tested here.
TEST(TornWriteAheadLog, HoldsAPrefix) {
  const auto seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937_64 random(seed);
  for (int round = 0; round < 3 && !HasFailure(); ++round) {
    const test::TemporaryDirectory directory;
    const fs::path live = directory / "log.db";
    const fs::path frozen = directory / "frozen.db";
    WriterProcess writer(live, random(), WriterProcess::Checkpoints::Never);
    writer.run_for(std::chrono::milliseconds{100 + random() % 200});
    writer.stop();
    copy_database(live, frozen);
    writer.kill();

    const fs::path undamaged = directory / "undamaged.db";
    copy_database(frozen, undamaged);
    const Logs everything = open_and_read(undamaged);
    Expectation acknowledged;
    for (const auto& entry : writer.acknowledged()) acknowledged.add(entry);
    acknowledged.check(everything);

    for (int damage = 0; damage < 10 && !HasFailure(); ++damage) {
      SCOPED_TRACE("round " + std::to_string(round) + " damage " + std::to_string(damage));
      const fs::path torn = directory / ("torn" + std::to_string(damage) + ".db");
      copy_database(frozen, torn);
      const fs::path log = torn.string() + "-wal";
      damage % 2 == 0 ? truncate_at_random(log, random) : garble_tail(log, random);
      expect_prefix(open_and_read(torn), everything);
    }
  }
}

}  // namespace
}  // namespace mcs::crash
