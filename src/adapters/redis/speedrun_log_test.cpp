// What the contract does not say of every log: how this one shares round trips, follows what others
// append, spreads over servers, and leaves nothing behind.
#include "adapters/redis/speedrun_log.hpp"

#include <gmock/gmock.h>

#include "adapters/redis/redis_log_fixture.hpp"
#include "adapters/redis/scripts.hpp"

namespace mcs::redis {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::UnorderedElementsAre;

class RedisLog : public RedisLogFixture {
 protected:
  RedisLog() { options_.primaries = {at(server_.port())}; }

  std::string keys() { return server_.command({"KEYS", "*"}); }

  test::RedisServer server_;
  const Keys names_{options_.key_prefix};
};

TEST_F(RedisLog, ManyAppendsShareABatch) {
  open();
  ASSERT_TRUE(create(id));
  std::vector<std::future<Result<Position>>> appends;
  for (int i = 0; i < 1'000; ++i) appends.push_back(loop_.start(log_->append(id, "entry")));
  for (auto& one : appends) EXPECT_TRUE(test::get(std::move(one)));
  log_->close();
  EXPECT_EQ(events_.appends, 1'000U);
  EXPECT_LT(events_.batches, 500U);
  EXPECT_GT(events_.largest, 1U);
}

TEST_F(RedisLog, ClosingFinishesWhatWasAskedFor) {
  open();
  ASSERT_TRUE(create(id));
  std::vector<std::future<Result<Position>>> appends;
  for (int i = 0; i < 1'000; ++i) appends.push_back(loop_.start(log_->append(id, "entry")));
  // Once the last has begun, all are in the queue.
  loop_.run([]() -> boost::asio::awaitable<int> { co_return 0; }());
  log_->close();
  for (auto& one : appends) EXPECT_TRUE(test::get(std::move(one)));
}

TEST_F(RedisLog, AClosedLogIsUnavailable) {
  open();
  ASSERT_TRUE(create(id));
  auto waiting = start_read(*log_, 1);
  log_->close();
  EXPECT_EQ(test::get(std::move(waiting)).error().code, ErrorCode::Unavailable);
  EXPECT_EQ(create(other_id).error().code, ErrorCode::Unavailable);
  EXPECT_EQ(append("late").error().code, ErrorCode::Unavailable);
  EXPECT_EQ(read(0).error().code, ErrorCode::Unavailable);
  EXPECT_EQ(start_read(*log_, 0).get().error().code, ErrorCode::Unavailable);
  EXPECT_EQ(loop_.run(log_->load_snapshot(id)).error().code, ErrorCode::Unavailable);
  EXPECT_EQ(loop_.run(log_->retire(id, 1h)).error().code, ErrorCode::Unavailable);
  EXPECT_EQ(loop_.run(log_->unfinished(0ms, 1)).error().code, ErrorCode::Unavailable);
  EXPECT_FALSE(log_->connected());
  log_->close();
}

// --- Several instances ---

TEST_F(RedisLog, FollowsWhatAnotherInstanceAppends) {
  open();
  const auto another = open(options_);
  ASSERT_TRUE(another->wait_until_connected(test::patience));
  ASSERT_TRUE(create(id));
  for (std::uint64_t after = 1; after < 50; ++after) {
    auto waiting = start_read(*another, after);
    const Bytes entry = "entry " + std::to_string(after);
    ASSERT_TRUE(append(entry));
    ASSERT_EQ(get_entries(std::move(waiting)), (Entries{{{after + 1}, entry}}));
  }
  EXPECT_EQ(events_.missed, 0U);
}

// The server forwards no entry of megabytes to each of its followers.
TEST_F(RedisLog, FollowsLargeEntriesToo) {
  open();
  ASSERT_TRUE(create(id));
  for (const std::size_t size : {65'536, 65'537, 1'000'000, 3}) {
    const auto last = read(0)->size();
    auto waiting = start_read(*log_, last);
    ASSERT_TRUE(append(Bytes(size, 'x')));
    ASSERT_EQ(get_entries(std::move(waiting)), (Entries{{{last + 1}, Bytes(size, 'x')}}));
  }
}

TEST_F(RedisLog, AReadHoldsNoMoreThanSomeMegabytes) {
  open();
  ASSERT_TRUE(create(id));
  for (int i = 0; i < 12; ++i) ASSERT_TRUE(append(Bytes(1 << 20, 'x')));
  std::uint64_t last = 0;
  while (last < 13) {
    const auto page = read(last).value();
    ASSERT_FALSE(page.empty());
    EXPECT_LE(page.size(), 5U);
    EXPECT_EQ(page.front().position.value, last + 1);
    last = page.back().position.value;
  }
}

// --- Expiry ---

TEST_F(RedisLog, TheServerDropsWhatExpires) {
  open();
  ASSERT_TRUE(create(id, 300ms));
  ASSERT_TRUE(loop_.run(log_->save_snapshot(id, {{1}, "snapshot"})));
  auto waiting = start_read(*log_, 1);
  EXPECT_EQ(test::get(std::move(waiting)).error().code, ErrorCode::UnknownQuiz);
  // Only the entry in the list of the unfinished is left, until somebody reads that.
  EXPECT_TRUE(eventually([this] { return keys() == names_.unfinished() + '\n'; }));
  EXPECT_EQ(loop_.run(log_->unfinished(0ms, 10)), std::vector<SpeedrunId>{});
  EXPECT_EQ(keys(), "\n");
}

TEST_F(RedisLog, TheServerDropsWhatIsRetired) {
  open();
  ASSERT_TRUE(create(id));
  ASSERT_TRUE(loop_.run(log_->save_snapshot(id, {{1}, "snapshot"})));
  auto waiting = start_read(*log_, 1);
  ASSERT_TRUE(loop_.run(log_->retire(id, 300ms)));
  ASSERT_TRUE(append("late"));
  EXPECT_EQ(get_entries(std::move(waiting)), (Entries{{{2}, "late"}}));
  EXPECT_EQ(test::get(start_read(*log_, 2)).error().code, ErrorCode::UnknownQuiz);
  EXPECT_TRUE(eventually([this] { return keys() == "\n"; }));
}

TEST_F(RedisLog, AFollowerNoticesThatTheCodeIsUsedAfresh) {
  open();
  ASSERT_TRUE(create(id));
  for (int i = 0; i < 5; ++i) ASSERT_TRUE(append("old"));
  ASSERT_TRUE(test::get(start_read(*log_, 1)));
  server_.command({"DEL", names_.head(id)});
  const auto another = open(options_);
  ASSERT_TRUE(another->wait_until_connected(test::patience));
  ASSERT_TRUE(loop_.run(another->create(id, "new", 1h)));
  ASSERT_TRUE(loop_.run(another->append(id, "second")));
  // Until it hears of it, it goes by what it knows.
  EXPECT_TRUE(
      eventually([this] { return get_entries(start_read(*log_, 1)) == Entries{{{2}, "second"}}; }));
}

// --- Several servers ---

class RedisShards : public RedisLog {
 protected:
  RedisShards() { options_.primaries.push_back(at(second_.port())); }

  static SpeedrunId numbered(int n) {
    return AccessCode::parse("FFFFFF" + std::to_string(22 + n / 8 * 10 + n % 8)).value();
  }

  test::RedisServer second_;
};

TEST_F(RedisShards, EachSpeedrunIsOnOneServer) {
  open();
  for (int i = 0; i < 20; ++i) ASSERT_TRUE(create(numbered(i)));
  int on_first = 0;
  for (int i = 0; i < 20; ++i) {
    const bool here = server_.command({"EXISTS", names_.log(numbered(i))}) == "1\n";
    EXPECT_NE(here, second_.command({"EXISTS", names_.log(numbered(i))}) == "1\n");
    on_first += here ? 1 : 0;
  }
  EXPECT_GT(on_first, 0);
  EXPECT_LT(on_first, 20);
  EXPECT_EQ(loop_.run(log_->unfinished(0ms, 100))->size(), 20U);
  EXPECT_EQ(loop_.run(log_->unfinished(0ms, 7))->size(), 7U);
}

TEST_F(RedisShards, AServerThatIsDownTakesOnlyItsOwnSpeedrunsAlong) {
  open();
  for (int i = 0; i < 20; ++i) ASSERT_TRUE(create(numbered(i)));
  second_.kill();
  EXPECT_TRUE(eventually([this] { return !log_->connected(); }));
  for (int i = 0; i < 20; ++i) {
    const bool here = server_.command({"EXISTS", names_.log(numbered(i))}) == "1\n";
    const auto position = loop_.run(log_->append(numbered(i), "entry"));
    EXPECT_EQ(position.has_value(), here);
    if (!position) {
      EXPECT_EQ(position.error().code, ErrorCode::Unavailable);
    }
  }
  EXPECT_TRUE(loop_.run(log_->unfinished(0ms, 100)));
  second_.restart();
  EXPECT_TRUE(log_->wait_until_connected(test::patience));
  for (int i = 0; i < 20; ++i) EXPECT_TRUE(loop_.run(log_->append(numbered(i), "again")));
}

}  // namespace
}  // namespace mcs::redis
