#include "crash/workload.hpp"

#include <gtest/gtest.h>
#include <sstream>
#include <vector>

#include "adapters/system/system_clock.hpp"

namespace mcs::crash {

namespace {

constexpr std::size_t writers_per_thread = 6;
constexpr domain::Duration keep_for = std::chrono::hours{24};

Bytes with_checksum(Bytes body) {
  const std::uint64_t sum = checksum(body);
  ByteWriter(body).fixed64(sum);
  return body;
}

boost::asio::awaitable<bool> create_all(ports::SpeedrunLog& log, std::mt19937_64& random,
                                        std::function<void(const Acknowledged&)> acknowledged) {
  for (std::uint32_t i = 0; i < speedruns; ++i) {
    const Bytes first = random_entry(random);
    const auto position = co_await log.create(speedrun(i), first, keep_for);
    if (position) acknowledged({speedrun(i), *position, checksum(first)});
    if (!position && position.error().code != ErrorCode::AlreadyExists) co_return false;
  }
  co_return true;
}

// Failed appends are allowed here: whoever makes the disk fail looks at what was acknowledged.
boost::asio::awaitable<bool> append_until(ports::SpeedrunLog& log, std::uint64_t seed,
                                          std::function<void(const Acknowledged&)> acknowledged,
                                          std::function<bool()> stop) {
  std::mt19937_64 random(seed);
  while (!stop()) {
    const SpeedrunId id = speedrun(static_cast<std::uint32_t>(random() % speedruns));
    const Bytes entry = random_entry(random);
    const auto position = co_await log.append(id, entry);
    if (position) acknowledged({id, *position, checksum(entry)});
    if (!position || random() % 50 != 0) continue;
    ports::LogSnapshot snapshot{*position, with_checksum(entry.substr(0, 100))};
    co_await log.save_snapshot(id, std::move(snapshot));
  }
  co_return true;
}

Checksums read_log(ports::SpeedrunLog& log, test::EventLoop& loop, SpeedrunId id) {
  Checksums found;
  while (true) {
    const auto page = loop.run(log.read(id, {found.size()}, domain::Duration{0}));
    if (!page) {
      EXPECT_EQ(page.error().code, ErrorCode::UnknownQuiz) << page.error().detail;
      EXPECT_TRUE(found.empty()) << "the log ended in an error";
      return found;
    }
    if (page->empty()) return found;
    for (const auto& entry : *page) {
      EXPECT_EQ(entry.position.value, found.size() + 1) << "a gap in " << id.str();
      EXPECT_TRUE(is_whole(entry.bytes)) << "half an entry in " << id.str();
      found.emplace(entry.position.value, checksum(entry.bytes));
    }
  }
}

void check_snapshot(ports::SpeedrunLog& log, test::EventLoop& loop, SpeedrunId id,
                    const Checksums& entries) {
  const auto snapshot = loop.run(log.load_snapshot(id));
  if (!snapshot || !*snapshot) return;
  EXPECT_TRUE(is_whole((*snapshot)->bytes)) << "half a snapshot of " << id.str();
  EXPECT_LE((*snapshot)->position.value, entries.size()) << "a snapshot from the future";
}

}  // namespace

SpeedrunId speedrun(std::uint32_t number) {
  std::array<std::uint8_t, AccessCode::length> digits{};
  for (auto& digit : digits) {
    digit = static_cast<std::uint8_t>(number % AccessCode::alphabet.size());
    number /= static_cast<std::uint32_t>(AccessCode::alphabet.size());
  }
  return AccessCode::from_digits(digits);
}

std::uint64_t checksum(std::string_view bytes) {
  std::uint64_t sum = 0xCBF29CE484222325;
  for (const char c : bytes) sum = (sum ^ static_cast<unsigned char>(c)) * 0x100000001B3;
  return sum;
}

Bytes random_entry(std::mt19937_64& random) {
  // Mostly small, like a batch of answers; some larger than a page, some larger than a chunk.
  const std::uint64_t dice = random() % 1'000;
  const std::size_t limit = dice < 950 ? 200 : dice < 998 ? 10'000 : 200'000;
  Bytes body(random() % limit, '\0');
  for (auto& c : body) c = static_cast<char>(random());
  return with_checksum(std::move(body));
}

bool is_whole(std::string_view entry) {
  if (entry.size() < 8) return false;
  ByteReader in(entry.substr(entry.size() - 8));
  return in.fixed64() == checksum(entry.substr(0, entry.size() - 8));
}

std::string to_line(const Acknowledged& entry) {
  return entry.id.str() + ' ' + std::to_string(entry.position.value) + ' ' +
         std::to_string(entry.checksum) + '\n';
}

Acknowledged from_line(const std::string& line) {
  std::istringstream in(line);
  std::string code;
  Acknowledged entry{};
  in >> code >> entry.position.value >> entry.checksum;
  entry.id = AccessCode::parse(code).value();
  return entry;
}

sqlite::SpeedrunLogOptions random_options(std::mt19937_64& random, std::filesystem::path file) {
  sqlite::SpeedrunLogOptions options;
  options.file = std::move(file);
  constexpr std::array<std::size_t, 4> journals{10, 100, 1'000, 4'096};
  constexpr std::array<int, 4> checkpoints{5, 50, 500, 4'096};
  options.journal_entries = journals[random() % journals.size()];
  options.checkpoint_pages = checkpoints[random() % checkpoints.size()];
  options.commit_interval = std::chrono::microseconds{random() % 2 == 0 ? 0 : 2'000};
  return options;
}

void write_until(Loops& loops, ports::SpeedrunLog& log, std::uint64_t seed,
                 const std::function<void(const Acknowledged&)>& acknowledged,
                 const std::function<bool()>& stop) {
  std::mt19937_64 random(seed);
  if (!loops[0].run(create_all(log, random, acknowledged))) return;
  std::vector<std::future<bool>> writers;
  for (std::size_t i = 0; i < loops.size() * writers_per_thread; ++i)
    writers.push_back(
        loops[i % loops.size()].start(append_until(log, random(), acknowledged, stop)));
  for (auto& writer : writers) test::get(std::move(writer));
}

Logs read_everything(test::EventLoop& loop, ports::SpeedrunLog& log) {
  Logs logs;
  for (std::uint32_t i = 0; i < speedruns; ++i) {
    auto entries = read_log(log, loop, speedrun(i));
    check_snapshot(log, loop, speedrun(i), entries);
    logs.emplace(speedrun(i), std::move(entries));
  }
  return logs;
}

std::size_t count_entries(const Logs& logs) {
  std::size_t count = 0;
  for (const auto& [id, entries] : logs) count += entries.size();
  return count;
}

void Expectation::add(const Acknowledged& entry) {
  const bool fresh = expected_[entry.id].emplace(entry.position.value, entry.checksum).second;
  EXPECT_TRUE(fresh) << entry.id.str() << " position " << entry.position.value << " given twice";
}

void Expectation::check(const Logs& logs) const {
  for (const auto& [id, entries] : expected_) {
    const auto log = logs.find(id);
    ASSERT_NE(log, logs.end());
    for (const auto& [position, sum] : entries) {
      const auto found = log->second.find(position);
      ASSERT_NE(found, log->second.end())
          << "lost: " << id.str() << " position " << position << " of " << log->second.size();
      ASSERT_EQ(found->second, sum) << "changed: " << id.str() << " position " << position;
    }
  }
}

Logs open_and_read(const std::filesystem::path& file) {
  test::EventLoop loop;
  system::SystemClock clock;
  SilentObserver observer;
  const auto log = sqlite::SqliteSpeedrunLog::open({.file = file}, clock, observer);
  if (!log) {
    ADD_FAILURE() << "cannot open the log again: " << log.error().detail;
    return {};
  }
  return read_everything(loop, **log);
}

}  // namespace mcs::crash
