// Entries that tell whether they are whole, written into many speedruns at once, and the check that
// a log holds what it acknowledged.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <random>
#include <string>

#include "adapters/sqlite/speedrun_log.hpp"
#include "base/access_code.hpp"
#include "base/bytes.hpp"
#include "base/ids.hpp"
#include "support/event_loop.hpp"

namespace mcs::crash {

inline constexpr std::uint32_t speedruns = 40;
SpeedrunId speedrun(std::uint32_t number);

// FNV-1a: distinguishes damage, not malice.
std::uint64_t checksum(std::string_view bytes);

// Random bytes of random length that end in the checksum of the rest.
Bytes random_entry(std::mt19937_64& random);
bool is_whole(std::string_view entry);

// An entry that the log said was durable.
struct Acknowledged {
  SpeedrunId id;
  Position position;
  std::uint64_t checksum;  // Of the whole entry.
};

// One line, for a pipe.
std::string to_line(const Acknowledged& entry);
Acknowledged from_line(const std::string& line);

// Sometimes the defaults, sometimes limits so low that every compaction and checkpoint is in the
// way of the crash.
sqlite::SpeedrunLogOptions random_options(std::mt19937_64& random, std::filesystem::path file);

// The threads of those who write.
using Loops = std::array<test::EventLoop, 3>;

// Appends from several threads until `stop()`, or until the process dies; `acknowledged` is called
// on those threads. Creates the speedruns that do not exist yet.
void write_until(Loops& loops, ports::SpeedrunLog& log, std::uint64_t seed,
                 const std::function<void(const Acknowledged&)>& acknowledged,
                 const std::function<bool()>& stop);

// The checksums of a speedrun's entries, by position.
using Checksums = std::map<std::uint64_t, std::uint64_t>;
using Logs = std::map<SpeedrunId, Checksums>;

// Everything in the log. Fails the test where an entry is not whole or positions have gaps.
Logs read_everything(test::EventLoop& loop, ports::SpeedrunLog& log);

// The same of a database file, opened for it.
Logs open_and_read(const std::filesystem::path& file);

std::size_t count_entries(const Logs& logs);

// What logs must hold: everything that was acknowledged.
class Expectation {
 public:
  // Fails the test if a position was given twice.
  void add(const Acknowledged& entry);
  // Fails the test if something is missing or is not what was written.
  void check(const Logs& logs) const;

  std::size_t count() const { return count_entries(expected_); }

 private:
  Logs expected_;
};

class SilentObserver final : public sqlite::LogObserver {
 public:
  void appended(std::chrono::nanoseconds) override {}
  void committed(std::size_t, std::chrono::nanoseconds) override {}
  void failed(const Error&) override {}
};

}  // namespace mcs::crash
