#include "adapters/sqs/receivers.hpp"

#include <gmock/gmock.h>
#include <optional>

#include "adapters/sqs/deduplication.hpp"
#include "support/event_loop.hpp"

namespace mcs::sqs {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

Jobs jobs(const std::vector<std::string>& receipts) {
  Jobs made;
  for (const auto& receipt : receipts) made.push_back({{}, receipt, 1});
  return made;
}

class ReceiversTest : public testing::Test {
 protected:
  // Whether it waits; what it got is in the future.
  std::pair<bool, std::future<Result<Jobs>>> add(std::uint64_t id, std::size_t limit) {
    std::promise<bool> added;
    auto got = loop_.start(receive(id, limit, added));
    return {test::get(added.get_future()), std::move(got)};
  }
  ports::Async<Jobs> receive(std::uint64_t id, std::size_t limit, std::promise<bool>& added) {
    return ports::suspend<Jobs>([this, id, limit, &added](ports::Completion<Jobs> done) {
      added.set_value(receivers_.add({id, limit, std::move(done)}, now_));
    });
  }
  static std::vector<std::string> receipts(std::future<Result<Jobs>> got) {
    const auto received = test::get(std::move(got)).value();
    std::vector<std::string> names;
    for (const auto& job : received) names.push_back(job.receipt);
    return names;
  }

  test::EventLoop loop_;
  Receivers receivers_{10s};
  Receivers::Clock::time_point now_{};
};

TEST_F(ReceiversTest, APollIsForItsOwnReceiverFirst) {
  auto [first_waits, first] = add(1, 10);
  auto [second_waits, second] = add(2, 1);
  EXPECT_TRUE(first_waits && second_waits);
  receivers_.hand_over(2, jobs({"a", "b", "c"}), now_);
  EXPECT_THAT(receipts(std::move(second)), ElementsAre("a"));
  EXPECT_THAT(receipts(std::move(first)), ElementsAre("b", "c"));
  EXPECT_FALSE(receivers_.waits(1));
}

TEST_F(ReceiversTest, WhatNobodyWaitsForIsKeptForTheNext) {
  auto [waits, gone] = add(1, 10);
  receivers_.end(1, fail(ErrorCode::Unavailable));
  EXPECT_FALSE(test::get(std::move(gone)));
  receivers_.hand_over(1, jobs({"a", "b"}), now_);
  now_ += 9s;
  auto [next_waits, next] = add(2, 1);
  EXPECT_FALSE(next_waits);
  EXPECT_THAT(receipts(std::move(next)), ElementsAre("a"));
  auto [last_waits, last] = add(3, 1);
  EXPECT_THAT(receipts(std::move(last)), ElementsAre("b"));
}

TEST_F(ReceiversTest, ButNotSoLongThatNoTimeIsLeftForTheWork) {
  receivers_.hand_over(1, jobs({"a"}), now_);
  now_ += 10s;
  auto [waits, got] = add(2, 1);
  EXPECT_TRUE(waits);
  receivers_.end(2, Jobs());
  EXPECT_THAT(receipts(std::move(got)), IsEmpty());
}

TEST(Deduplication, ChangesTheIdWhenTheJobIsDone) {
  const auto id = AccessCode::parse("FFFF2222").value();
  const auto other = AccessCode::parse("NNNN3333").value();
  Deduplication deduplication;
  Deduplication::Clock::time_point now{};
  EXPECT_EQ(deduplication.id(id), "FFFF2222");
  deduplication.done(id, now);
  EXPECT_EQ(deduplication.id(id), "FFFF2222.1");
  deduplication.done(id, now);
  EXPECT_EQ(deduplication.id(id), "FFFF2222.2");
  EXPECT_EQ(deduplication.id(other), "NNNN3333");
  // SQS has forgotten by then, and so may this.
  deduplication.done(other, now + 10min);
  EXPECT_EQ(deduplication.id(id), "FFFF2222");
}

}  // namespace
}  // namespace mcs::sqs
