// The SpeedrunLog contract's other half: waiting readers, and many callers at once.
#include <algorithm>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <gmock/gmock.h>
#include <map>
#include <set>

#include "contract/speedrun_log_contract.hpp"

namespace mcs::contract {

namespace asio = boost::asio;
using domain::Duration;
using ports::Async;
using testing::ElementsAre;

// --- Waiting ---

TEST_P(SpeedrunLogContract, AWaitThatNothingEndsComesBackEmpty) {
  const auto id = given({"a"});
  EXPECT_EQ(read(id, 1, Duration{50}), Entries{});
  EXPECT_EQ(read(id, 1, Duration{0}), Entries{});
}

TEST_P(SpeedrunLogContract, AnAppendEndsTheWait) {
  const auto id = given({"a"});
  for (std::uint64_t after = 1; after < 20; ++after) {
    auto waiting = start_read(id, after);
    const Bytes entry = "entry " + std::to_string(after);
    EXPECT_EQ(value_of(append(id, entry)), after + 1);
    EXPECT_EQ(test::get(std::move(waiting)), (Entries{{{after + 1}, entry}}));
  }
}

TEST_P(SpeedrunLogContract, OthersAppendsDoNotEndTheWait) {
  const auto id = given({"a"});
  const auto other = given({"a"});
  auto waiting = start_read(id, 1);
  for (int i = 0; i < 10; ++i) EXPECT_TRUE(append(other, "noise"));
  EXPECT_NE(waiting.wait_for(std::chrono::seconds{0}), std::future_status::ready);
  EXPECT_TRUE(append(id, "b"));
  EXPECT_EQ(test::get(std::move(waiting)), (Entries{{{2}, "b"}}));
}

TEST_P(SpeedrunLogContract, AReaderAheadOfTheLogWaitsForItsEntry) {
  const auto id = given({"a"});
  auto waiting = start_read(id, 3);
  for (const auto* entry : {"b", "c", "d"}) EXPECT_TRUE(append(id, entry));
  EXPECT_EQ(test::get(std::move(waiting)), (Entries{{{4}, "d"}}));
}

TEST_P(SpeedrunLogContract, ManyWaitersAreAllServed) {
  constexpr std::size_t speedruns = 100;
  constexpr std::size_t readers = 10;
  std::vector<SpeedrunId> ids;
  for (std::size_t i = 0; i < speedruns; ++i) ids.push_back(given({"a"}));

  std::vector<std::future<Result<Entries>>> waiting;
  for (const auto id : ids)
    for (std::size_t i = 0; i < readers; ++i) waiting.push_back(start_read(id, 1));
  for (const auto id : ids) EXPECT_EQ(value_of(append(id, id.str())), 2U);
  for (std::size_t i = 0; i < waiting.size(); ++i)
    EXPECT_EQ(test::get(std::move(waiting[i])), (Entries{{{2}, ids[i / readers].str()}}));
}

// Ends when its read is cancelled.
asio::awaitable<Result<void>> read_until_cancelled(ports::SpeedrunLog& log, SpeedrunId id,
                                                   std::promise<void>& begun) {
  begun.set_value();
  const auto entries = co_await log.read(id, {1}, std::chrono::hours{1});
  if (!entries) co_return fail(entries.error());
  co_return Result<void>{};
}

TEST_P(SpeedrunLogContract, CancellingTheCallerEndsTheWait) {
  const auto id = given({"a"});
  asio::cancellation_signal cancel;
  std::promise<void> begun;
  auto ended = asio::co_spawn(loop().context(), read_until_cancelled(log(), id, begun),
                              asio::bind_cancellation_slot(cancel.slot(), asio::use_future));
  test::get(begun.get_future());
  asio::post(loop().context(), [&cancel] { cancel.emit(asio::cancellation_type::terminal); });
  // With an error, or with Asio's exception for a cancelled coroutine: it ends.
  ASSERT_EQ(ended.wait_for(test::patience), std::future_status::ready);
  EXPECT_EQ(value_of(append(id, "b")), 2U);
  EXPECT_THAT(read_all(id), ElementsAre("a", "b"));
}

// --- Many at once ---

// Appends "<writer>:<number>" one after the other.
Async<std::vector<Position>> append_many(ports::SpeedrunLog& log, SpeedrunId id, int writer,
                                         int count) {
  std::vector<Position> positions;
  for (int i = 0; i < count; ++i) {
    const auto position = co_await log.append(id, std::to_string(writer) + ':' + std::to_string(i));
    if (!position) co_return fail(position.error());
    positions.push_back(*position);
  }
  co_return positions;
}

// Follows the log by waiting reads until it has `count` entries.
Async<std::vector<Bytes>> follow(ports::SpeedrunLog& log, SpeedrunId id, std::size_t count) {
  std::vector<Bytes> entries;
  while (entries.size() < count) {
    const auto page = co_await log.read(id, {entries.size()}, std::chrono::seconds{30});
    if (!page) co_return fail(page.error());
    if (page->empty()) co_return fail(ErrorCode::Timeout, "the log stopped growing");
    for (const auto& entry : *page) {
      if (entry.position.value != entries.size() + 1) co_return fail(ErrorCode::OutOfOrder);
      entries.push_back(entry.bytes);
    }
  }
  co_return entries;
}

TEST_P(SpeedrunLogContract, ConcurrentAppendersShareOneOrder) {
  constexpr int writers = 4;
  constexpr int each = 100;
  constexpr std::size_t total = 1 + writers * each;
  const auto id = given({"first"});

  std::vector<std::future<Result<std::vector<Position>>>> writing;
  std::vector<std::future<Result<std::vector<Bytes>>>> following;
  for (int w = 0; w < writers; ++w) {
    auto& own_loop = another_loop();
    following.push_back(own_loop.start(follow(log(), id, total)));
    writing.push_back(own_loop.start(append_many(log(), id, w, each)));
  }

  std::map<std::uint64_t, Bytes> acknowledged{{1, "first"}};
  for (int w = 0; w < writers; ++w) {
    const auto positions = test::get(std::move(writing[static_cast<std::size_t>(w)])).value();
    EXPECT_TRUE(std::ranges::is_sorted(positions));
    for (std::size_t i = 0; i < positions.size(); ++i)
      EXPECT_TRUE(
          acknowledged.emplace(positions[i].value, std::to_string(w) + ':' + std::to_string(i))
              .second);
  }
  const auto entries = read_all(id);
  ASSERT_EQ(entries.size(), total);
  for (std::size_t i = 0; i < total; ++i) EXPECT_EQ(acknowledged[i + 1], entries[i]);
  for (auto& reader : following) EXPECT_EQ(test::get(std::move(reader)).value(), entries);
}

TEST_P(SpeedrunLogContract, ConcurrentSpeedrunsDoNotMix) {
  constexpr int speedruns = 50;
  constexpr int each = 20;
  const std::array loops{&loop(), &another_loop(), &another_loop()};
  std::vector<SpeedrunId> ids;
  std::vector<std::future<Result<std::vector<Position>>>> writing;
  for (int s = 0; s < speedruns; ++s) {
    ids.push_back(given({"first"}));
    writing.push_back(loops[static_cast<std::size_t>(s) % loops.size()]->start(
        append_many(log(), ids.back(), s, each)));
  }
  for (auto& writer : writing) EXPECT_TRUE(test::get(std::move(writer)));
  for (int s = 0; s < speedruns; ++s) {
    std::vector<Bytes> expected{"first"};
    for (int i = 0; i < each; ++i) expected.push_back(std::to_string(s) + ':' + std::to_string(i));
    EXPECT_EQ(read_all(ids[static_cast<std::size_t>(s)]), expected);
  }
}

TEST_P(SpeedrunLogContract, AppendsInFlightTogetherGetDistinctPositions) {
  const auto id = given({"first"});
  std::vector<Bytes> entries;
  for (int i = 0; i < 200; ++i) entries.push_back(std::to_string(i));
  auto expected = append_together(id, entries);
  expected.insert(expected.begin(), "first");
  EXPECT_EQ(read_all(id), expected);
}

}  // namespace mcs::contract
