#include "contract/result_store_contract.hpp"

#include <future>
#include <vector>

#include "contract/random_result.hpp"

namespace mcs::contract {

using domain::SpeedrunResult;
using ports::Async;

namespace {

const SpeedrunId first = AccessCode::parse("FFFF2222").value();
const SpeedrunId second = AccessCode::parse("NNNN3333").value();

}  // namespace

Result<void> ResultStoreContract::put(SpeedrunResult result) {
  return loop_.run(store().put(std::move(result)));
}

Result<SpeedrunResult> ResultStoreContract::get(SpeedrunId id) {
  return loop_.run(store().get(id));
}

TEST_P(ResultStoreContract, GivesBackExactlyWhatWasPut) {
  const auto seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937_64 random(seed);
  for (std::size_t round = 0; round < 50; ++round) {
    const auto result = random_result(random, first, {round % 7, round % 11});
    ASSERT_TRUE(put(result));
    ASSERT_EQ(get(first), result) << "round " << round;
  }
}

TEST_P(ResultStoreContract, KeepsALargeResult) {
  std::mt19937_64 random(1);
  const auto result = random_result(random, first, {500, 200});
  ASSERT_TRUE(put(result));
  EXPECT_TRUE(get(first) == result);
}

TEST_P(ResultStoreContract, ThereIsNoResultBeforeItIsPut) {
  std::mt19937_64 random(1);
  EXPECT_TRUE(put(random_result(random, first, {1, 1})));
  const auto missing = get(second);
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, ErrorCode::NotFound);
}

TEST_P(ResultStoreContract, PuttingAgainLeavesOneResult) {
  std::mt19937_64 random(1);
  const auto result = random_result(random, first, {5, 20});
  const auto other = random_result(random, second, {3, 3});
  EXPECT_TRUE(put(other));
  for (int i = 0; i < 3; ++i) {
    EXPECT_TRUE(put(result));
    EXPECT_EQ(get(first), result);
  }
  EXPECT_EQ(get(second), other);
}

Async<void> put_often(ports::ResultStore& store, SpeedrunResult result, int times) {
  for (int i = 0; i < times; ++i) {
    const auto done = co_await store.put(result);
    if (!done) co_return fail(done.error());
  }
  co_return Result<void>{};
}

// Fails as soon as it gets anything but the whole or nothing.
Async<void> get_often(ports::ResultStore& store, SpeedrunResult whole, int times) {
  for (int i = 0; i < times; ++i) {
    const auto result = co_await store.get(whole.id);
    if (!result && result.error().code != ErrorCode::NotFound) co_return fail(result.error());
    if (result && *result != whole) co_return fail(ErrorCode::Corrupt, "half a result");
  }
  co_return Result<void>{};
}

TEST_P(ResultStoreContract, ReportersAtOnceNeverShowHalfAResult) {
  std::mt19937_64 random(1);
  const auto result = random_result(random, first, {20, 50});
  std::vector<std::future<Result<void>>> working;
  for (int i = 0; i < 3; ++i) {
    auto& loop = another_loop();
    working.push_back(loop.start(put_often(store(), result, 10)));
    working.push_back(loop.start(get_often(store(), result, 20)));
  }
  for (auto& work : working) {
    const auto done = test::get(std::move(work));
    EXPECT_TRUE(done) << done.error().detail;
  }
}

TEST_P(ResultStoreContract, ReopeningFindsEveryResult) {
  if (!harness().durable()) GTEST_SKIP() << "this store forgets";
  std::mt19937_64 random(1);
  const auto result = random_result(random, first, {4, 4});
  EXPECT_TRUE(put(result));
  harness().reopen();
  EXPECT_EQ(get(first), result);
}

}  // namespace mcs::contract
