#include "contract/speedrun_log_contract.hpp"

#include <algorithm>
#include <gmock/gmock.h>
#include <map>

namespace mcs::contract {

using domain::Duration;
using ports::LogEntry;
using ports::LogSnapshot;
using testing::ElementsAre;
using testing::IsEmpty;

std::uint64_t value_of(const Result<Position>& position) {
  return position ? position->value : 0;
}

SpeedrunId SpeedrunLogContract::new_id() {
  std::array<std::uint8_t, AccessCode::length> digits{};
  auto rest = ++last_id_;
  for (auto& digit : digits) {
    digit = static_cast<std::uint8_t>(rest % AccessCode::alphabet.size());
    rest /= static_cast<std::uint32_t>(AccessCode::alphabet.size());
  }
  return AccessCode::from_digits(digits);
}

SpeedrunId SpeedrunLogContract::given(const std::vector<Bytes>& entries, Duration keep_for) {
  const SpeedrunId id = new_id();
  EXPECT_EQ(value_of(create(id, entries.front(), keep_for)), 1U);
  for (std::size_t i = 1; i < entries.size(); ++i)
    EXPECT_EQ(value_of(append(id, entries[i])), i + 1);
  return id;
}

Result<Position> SpeedrunLogContract::create(SpeedrunId id, Bytes entry, Duration keep_for) {
  return loop_.run(log().create(id, std::move(entry), keep_for));
}

Result<Position> SpeedrunLogContract::append(SpeedrunId id, Bytes entry) {
  return loop_.run(log().append(id, std::move(entry)));
}

Result<SpeedrunLogContract::Entries> SpeedrunLogContract::read(SpeedrunId id, std::uint64_t after,
                                                               Duration wait) {
  return loop_.run(log().read(id, {after}, wait));
}

std::future<Result<SpeedrunLogContract::Entries>> SpeedrunLogContract::start_read(
    SpeedrunId id, std::uint64_t after, Duration wait) {
  return loop_.start(log().read(id, {after}, wait));
}

std::vector<Bytes> SpeedrunLogContract::append_together(SpeedrunId id,
                                                        const std::vector<Bytes>& entries) {
  std::vector<std::future<Result<Position>>> appends;
  for (const auto& entry : entries) appends.push_back(loop_.start(log().append(id, entry)));
  std::map<std::uint64_t, Bytes> by_position;
  for (std::size_t i = 0; i < entries.size(); ++i)
    by_position.emplace(value_of(test::get(std::move(appends[i]))), entries[i]);
  // Distinct, without gaps, after the first.
  EXPECT_EQ(by_position.size(), entries.size());
  EXPECT_EQ(by_position.begin()->first, 2U);
  EXPECT_EQ(by_position.rbegin()->first, entries.size() + 1);
  std::vector<Bytes> ordered;
  for (auto& [position, entry] : by_position) ordered.push_back(std::move(entry));
  return ordered;
}

std::vector<Bytes> SpeedrunLogContract::read_all(SpeedrunId id) {
  std::vector<Bytes> all;
  while (true) {
    auto page = read(id, all.size());
    if (!page) {
      ADD_FAILURE() << "cannot read: " << page.error().detail;
      return all;
    }
    if (page->empty()) return all;
    EXPECT_LE(page->size(), ports::SpeedrunLog::read_limit);
    for (auto& entry : *page) {
      EXPECT_EQ(entry.position.value, all.size() + 1);
      all.push_back(std::move(entry.bytes));
    }
  }
}

Result<void> SpeedrunLogContract::save(SpeedrunId id, std::uint64_t position, Bytes bytes) {
  return loop_.run(log().save_snapshot(id, {{position}, std::move(bytes)}));
}

Result<std::optional<LogSnapshot>> SpeedrunLogContract::load(SpeedrunId id) {
  return loop_.run(log().load_snapshot(id));
}

Result<void> SpeedrunLogContract::retire(SpeedrunId id, Duration keep_for) {
  return loop_.run(log().retire(id, keep_for));
}

std::vector<SpeedrunId> SpeedrunLogContract::unfinished(Duration idle, std::size_t limit) {
  return loop_.run(log().unfinished(idle, limit)).value();
}

// --- Order and content ---

TEST_P(SpeedrunLogContract, NumbersEntriesFromOne) {
  const auto id = new_id();
  EXPECT_EQ(value_of(create(id, "a")), 1U);
  EXPECT_EQ(value_of(append(id, "b")), 2U);
  EXPECT_EQ(value_of(append(id, "c")), 3U);
  EXPECT_THAT(read_all(id), ElementsAre("a", "b", "c"));
}

TEST_P(SpeedrunLogContract, ReadsOnlyWhatComesAfter) {
  const auto id = given({"a", "b", "c"});
  EXPECT_EQ(read(id, 1), (Entries{{{2}, "b"}, {{3}, "c"}}));
  EXPECT_EQ(read(id, 2), (Entries{{{3}, "c"}}));
  EXPECT_EQ(read(id, 3), Entries{});
  EXPECT_EQ(read(id, 1'000), Entries{});
}

TEST_P(SpeedrunLogContract, KeepsEveryByte) {
  Bytes every_byte;
  for (int i = 0; i < 256; ++i) every_byte.push_back(static_cast<char>(i));
  const Bytes no_byte;
  const std::vector<Bytes> entries{every_byte, no_byte, Bytes(3, '\0'), every_byte + every_byte};
  EXPECT_EQ(read_all(given(entries)), entries);
}

TEST_P(SpeedrunLogContract, KeepsLargeEntries) {
  std::vector<Bytes> entries;
  for (const std::size_t size : {std::size_t{1}, std::size_t{1} << 20, std::size_t{100'000}})
    entries.emplace_back(size, static_cast<char>('a' + entries.size()));
  EXPECT_EQ(read_all(given(entries)), entries);
}

TEST_P(SpeedrunLogContract, ReadsALongLogInPages) {
  std::vector<Bytes> entries;
  for (std::size_t i = 0; i < 2 * ports::SpeedrunLog::read_limit + 100; ++i)
    entries.push_back("entry " + std::to_string(i));
  const auto id = given({"first"});
  auto expected = append_together(id, entries);
  expected.insert(expected.begin(), "first");
  EXPECT_EQ(read_all(id), expected);
}

TEST_P(SpeedrunLogContract, KeepsSpeedrunsApart) {
  const auto first = given({"1a"});
  const auto second = given({"2a"});
  EXPECT_EQ(value_of(append(second, "2b")), 2U);
  EXPECT_EQ(value_of(append(first, "1b")), 2U);
  EXPECT_THAT(read_all(first), ElementsAre("1a", "1b"));
  EXPECT_THAT(read_all(second), ElementsAre("2a", "2b"));
}

// --- Refusals ---

TEST_P(SpeedrunLogContract, RefusesToCreateTwice) {
  const auto id = given({"a", "b"});
  EXPECT_EQ(error_of(create(id, "other")), ErrorCode::AlreadyExists);
  EXPECT_THAT(read_all(id), ElementsAre("a", "b"));
}

TEST_P(SpeedrunLogContract, LetsOneOfManyCreators) {
  const auto id = new_id();
  std::vector<std::future<Result<Position>>> attempts;
  for (int i = 0; i < 20; ++i)
    attempts.push_back(loop().start(log().create(id, std::to_string(i), long_time)));
  std::vector<int> successes;
  for (int i = 0; i < 20; ++i) {
    const auto position = test::get(std::move(attempts[static_cast<std::size_t>(i)]));
    if (position)
      successes.push_back(i);
    else
      EXPECT_EQ(position.error().code, ErrorCode::AlreadyExists);
  }
  ASSERT_EQ(successes.size(), 1U);
  EXPECT_THAT(read_all(id), ElementsAre(std::to_string(successes.front())));
}

TEST_P(SpeedrunLogContract, KnowsNothingOfUnknownSpeedruns) {
  given({"another"});
  const auto id = new_id();
  EXPECT_EQ(error_of(append(id, "a")), ErrorCode::UnknownQuiz);
  EXPECT_EQ(error_of(read(id, 0)), ErrorCode::UnknownQuiz);
  EXPECT_EQ(error_of(read(id, 0, long_wait)), ErrorCode::UnknownQuiz);
  EXPECT_EQ(error_of(save(id, 1, "s")), ErrorCode::UnknownQuiz);
  EXPECT_EQ(error_of(load(id)), ErrorCode::UnknownQuiz);
  EXPECT_EQ(error_of(retire(id)), ErrorCode::UnknownQuiz);
  EXPECT_EQ(value_of(create(id, "a")), 1U);
}

// --- Snapshots ---

TEST_P(SpeedrunLogContract, KeepsTheLatestSnapshot) {
  const auto id = given({"a", "b", "c"});
  EXPECT_EQ(load(id).value(), std::nullopt);
  EXPECT_TRUE(save(id, 2, "after b"));
  EXPECT_EQ(load(id).value(), (LogSnapshot{{2}, "after b"}));
  EXPECT_TRUE(save(id, 1, "after a"));
  EXPECT_EQ(load(id).value(), (LogSnapshot{{2}, "after b"}));
  EXPECT_TRUE(save(id, 3, Bytes(500'000, 'x')));
  EXPECT_EQ(load(id).value(), (LogSnapshot{{3}, Bytes(500'000, 'x')}));
}

TEST_P(SpeedrunLogContract, KeepsSnapshotsApart) {
  const auto first = given({"a"});
  const auto second = given({"a"});
  EXPECT_TRUE(save(first, 1, "first"));
  EXPECT_EQ(load(second).value(), std::nullopt);
}

// --- Retiring and expiry ---

TEST_P(SpeedrunLogContract, ListsWhatIsUnfinishedLongestIdleFirst) {
  const auto first = given({"a"});
  harness().let_pass(std::chrono::seconds{2});
  const auto second = given({"a"});
  harness().let_pass(std::chrono::seconds{2});
  const auto third = given({"a"});

  EXPECT_THAT(unfinished(Duration{0}), ElementsAre(first, second, third));
  EXPECT_THAT(unfinished(Duration{0}, 2), ElementsAre(first, second));
  EXPECT_THAT(unfinished(std::chrono::seconds{1}), ElementsAre(first, second));
  EXPECT_THAT(unfinished(std::chrono::hours{1}), IsEmpty());

  EXPECT_TRUE(append(first, "b"));
  EXPECT_THAT(unfinished(std::chrono::seconds{1}), ElementsAre(second));
}

TEST_P(SpeedrunLogContract, ARetiredLogIsFinishedButReadable) {
  const auto id = given({"a"});
  EXPECT_TRUE(retire(id));
  EXPECT_THAT(unfinished(Duration{0}), IsEmpty());
  EXPECT_EQ(value_of(append(id, "late")), 2U);
  EXPECT_THAT(read_all(id), ElementsAre("a", "late"));
  EXPECT_EQ(error_of(create(id, "again")), ErrorCode::AlreadyExists);
}

TEST_P(SpeedrunLogContract, RetiringAgainChangesNothing) {
  const auto id = given({"a"});
  EXPECT_TRUE(retire(id, std::chrono::seconds{2}));
  EXPECT_TRUE(retire(id, long_time));
  harness().let_pass(std::chrono::seconds{3});
  EXPECT_EQ(error_of(read(id, 0)), ErrorCode::UnknownQuiz);
}

TEST_P(SpeedrunLogContract, ALogExpiresAfterItsLastAppend) {
  const auto id = given({"a"}, std::chrono::seconds{4});
  const auto other = given({"a"});
  EXPECT_TRUE(save(id, 1, "snapshot"));
  harness().let_pass(std::chrono::seconds{3});
  EXPECT_TRUE(append(id, "b"));
  harness().let_pass(std::chrono::seconds{3});
  EXPECT_THAT(read_all(id), ElementsAre("a", "b"));
  harness().let_pass(std::chrono::seconds{3});

  EXPECT_EQ(error_of(read(id, 0)), ErrorCode::UnknownQuiz);
  EXPECT_EQ(error_of(append(id, "c")), ErrorCode::UnknownQuiz);
  EXPECT_EQ(error_of(load(id)), ErrorCode::UnknownQuiz);
  EXPECT_EQ(error_of(save(id, 2, "s")), ErrorCode::UnknownQuiz);
  EXPECT_EQ(error_of(retire(id)), ErrorCode::UnknownQuiz);
  EXPECT_THAT(unfinished(Duration{0}), ElementsAre(other));
}

TEST_P(SpeedrunLogContract, AnExpiredCodeMayBeUsedAfresh) {
  const auto id = given({"old a", "old b"}, std::chrono::seconds{2});
  EXPECT_TRUE(save(id, 2, "old snapshot"));
  harness().let_pass(std::chrono::seconds{3});
  EXPECT_EQ(value_of(create(id, "new a")), 1U);
  EXPECT_EQ(load(id).value(), std::nullopt);
  EXPECT_EQ(value_of(append(id, "new b")), 2U);
  EXPECT_THAT(read_all(id), ElementsAre("new a", "new b"));
}

TEST_P(SpeedrunLogContract, AWaitingReaderHearsOfExpiry) {
  const auto id = given({"a"}, std::chrono::seconds{2});
  auto waiting = start_read(id, 1);
  harness().let_pass(std::chrono::seconds{3});
  EXPECT_EQ(error_of(test::get(std::move(waiting))), ErrorCode::UnknownQuiz);
}

TEST_P(SpeedrunLogContract, AWaitingReaderHearsOfARetiredLogsExpiry) {
  const auto id = given({"a"});
  auto waiting = start_read(id, 1);
  EXPECT_TRUE(retire(id, std::chrono::seconds{2}));
  harness().let_pass(std::chrono::seconds{3});
  EXPECT_EQ(error_of(test::get(std::move(waiting))), ErrorCode::UnknownQuiz);
}

// --- Durability ---

TEST_P(SpeedrunLogContract, ReopeningFindsEverything) {
  if (!harness().durable()) GTEST_SKIP() << "this log forgets";
  std::vector<Bytes> entries;
  for (int i = 0; i < 300; ++i) entries.push_back(Bytes(static_cast<std::size_t>(i), 'x'));
  const auto id = given({"first"});
  entries = append_together(id, entries);
  entries.insert(entries.begin(), "first");
  const auto finished = given({"a", "b"});
  EXPECT_TRUE(save(id, 200, "snapshot"));
  EXPECT_TRUE(retire(finished));

  for (int round = 0; round < 3; ++round) {
    harness().reopen();
    EXPECT_EQ(read_all(id), entries);
    EXPECT_EQ(load(id).value(), (LogSnapshot{{200}, "snapshot"}));
    EXPECT_THAT(read_all(finished), ElementsAre("a", "b"));
    EXPECT_THAT(unfinished(Duration{0}), ElementsAre(id));
    EXPECT_EQ(error_of(create(finished, "again")), ErrorCode::AlreadyExists);
    entries.push_back("round " + std::to_string(round));
    EXPECT_EQ(value_of(append(id, entries.back())), entries.size());
  }
}

TEST_P(SpeedrunLogContract, ReopeningKeepsTheTimeOfTheLastAppend) {
  if (!harness().durable()) GTEST_SKIP() << "this log forgets";
  const auto id = given({"a"}, std::chrono::seconds{4});
  harness().let_pass(std::chrono::seconds{3});
  EXPECT_TRUE(append(id, "b"));
  harness().reopen();
  harness().let_pass(std::chrono::seconds{3});
  EXPECT_THAT(read_all(id), ElementsAre("a", "b"));
  harness().reopen();
  harness().let_pass(std::chrono::seconds{3});
  EXPECT_EQ(error_of(read(id, 0)), ErrorCode::UnknownQuiz);
}

}  // namespace mcs::contract
