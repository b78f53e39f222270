#include "contract/completion_queue_contract.hpp"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <gmock/gmock.h>
#include <set>

namespace mcs::contract {

namespace asio = boost::asio;
using domain::Duration;
using ports::CompletionJob;
using Jobs = std::vector<CompletionJob>;
using testing::ElementsAre;
using testing::IsEmpty;

namespace {

SpeedrunId id_of(std::string_view text) {
  return AccessCode::parse(text).value();
}

const SpeedrunId first = id_of("FFFF2222");
const SpeedrunId second = id_of("NNNN3333");

std::vector<SpeedrunId> speedruns(const std::vector<CompletionJob>& jobs) {
  std::vector<SpeedrunId> ids;
  for (const auto& job : jobs) ids.push_back(job.speedrun);
  return ids;
}

}  // namespace

Result<void> CompletionQueueContract::enqueue(SpeedrunId id) {
  return loop_.run(queue().enqueue(id));
}

CompletionQueueContract::Jobs CompletionQueueContract::receive(std::size_t limit) {
  return loop_.run(queue().receive(limit, std::chrono::seconds{10})).value();
}

CompletionQueueContract::Jobs CompletionQueueContract::receive_nothing() {
  return loop_.run(queue().receive(10, Duration{0})).value();
}

Result<void> CompletionQueueContract::remove(const CompletionJob& job) {
  return loop_.run(queue().remove(job));
}

Result<void> CompletionQueueContract::extend(const CompletionJob& job) {
  return loop_.run(queue().extend(job));
}

Result<void> CompletionQueueContract::release(const CompletionJob& job, Duration delay) {
  return loop_.run(queue().release(job, delay));
}

std::size_t CompletionQueueContract::depth() {
  return loop_.run(queue().depth()).value();
}

TEST_P(CompletionQueueContract, DeliversAJobUntilItIsRemoved) {
  EXPECT_TRUE(enqueue(first));
  EXPECT_EQ(depth(), 1U);
  const auto jobs = receive();
  ASSERT_THAT(speedruns(jobs), ElementsAre(first));
  EXPECT_EQ(jobs[0].attempt, 1U);
  EXPECT_EQ(depth(), 1U);
  EXPECT_TRUE(remove(jobs[0]));
  EXPECT_EQ(depth(), 0U);
  harness().let_pass(past_visibility);
  EXPECT_THAT(receive_nothing(), IsEmpty());
}

TEST_P(CompletionQueueContract, AnEmptyQueueComesBackAfterTheWait) {
  EXPECT_THAT(loop().run(queue().receive(1, Duration{50})).value(), IsEmpty());
  EXPECT_EQ(depth(), 0U);
}

TEST_P(CompletionQueueContract, NobodyElseGetsAJobBeingWorkedOn) {
  EXPECT_TRUE(enqueue(first));
  EXPECT_THAT(speedruns(receive()), ElementsAre(first));
  EXPECT_THAT(receive_nothing(), IsEmpty());
}

TEST_P(CompletionQueueContract, AnAbandonedJobComesAgain) {
  EXPECT_TRUE(enqueue(first));
  const auto abandoned = receive();
  harness().let_pass(past_visibility);
  const auto again = receive();
  ASSERT_THAT(speedruns(again), ElementsAre(first));
  EXPECT_EQ(again[0].attempt, 2U);
  EXPECT_NE(again[0].receipt, abandoned.at(0).receipt);
}

TEST_P(CompletionQueueContract, AnOldReceiptDoesNotTakeTheJobFromItsNewReceiver) {
  EXPECT_TRUE(enqueue(first));
  const auto slow = receive().at(0);
  harness().let_pass(past_visibility);
  const auto current = receive().at(0);

  const auto extended = extend(slow);
  ASSERT_FALSE(extended);
  EXPECT_EQ(extended.error().code, ErrorCode::NotFound);
  EXPECT_TRUE(release(slow));
  EXPECT_THAT(receive_nothing(), IsEmpty());
  EXPECT_TRUE(extend(current));
}

TEST_P(CompletionQueueContract, ExtendingKeepsTheJob) {
  EXPECT_TRUE(enqueue(first));
  const auto job = receive().at(0);
  for (int i = 0; i < 3; ++i) {
    harness().let_pass(CompletionQueueHarness::visibility_timeout / 2);
    EXPECT_TRUE(extend(job));
    EXPECT_THAT(receive_nothing(), IsEmpty());
  }
  EXPECT_TRUE(remove(job));
  EXPECT_EQ(depth(), 0U);
}

TEST_P(CompletionQueueContract, AReleasedJobComesAgainAfterItsDelay) {
  EXPECT_TRUE(enqueue(first));
  EXPECT_TRUE(release(receive().at(0)));
  const auto again = receive();
  ASSERT_THAT(speedruns(again), ElementsAre(first));
  EXPECT_TRUE(release(again[0], std::chrono::seconds{5}));
  harness().let_pass(std::chrono::seconds{3});
  EXPECT_THAT(receive_nothing(), IsEmpty());
  harness().let_pass(std::chrono::seconds{3});
  EXPECT_THAT(speedruns(receive()), ElementsAre(first));
}

TEST_P(CompletionQueueContract, APoisonedJobEndsAmongTheDeadLettersAndBlocksNobody) {
  EXPECT_TRUE(enqueue(first));
  for (std::uint32_t i = 1; i <= CompletionQueueHarness::max_attempts; ++i) {
    const auto jobs = receive();
    ASSERT_THAT(speedruns(jobs), ElementsAre(first));
    EXPECT_EQ(jobs[0].attempt, i);
    EXPECT_TRUE(release(jobs[0]));
  }
  EXPECT_TRUE(enqueue(second));
  EXPECT_THAT(speedruns(receive()), ElementsAre(second));
  EXPECT_THAT(receive_nothing(), IsEmpty());
  EXPECT_THAT(harness().dead_letters(), ElementsAre(first));
  EXPECT_EQ(depth(), 1U);
}

TEST_P(CompletionQueueContract, AJobWhoseReceiversAllDiedEndsAmongTheDeadLetters) {
  EXPECT_TRUE(enqueue(first));
  for (std::uint32_t i = 1; i <= CompletionQueueHarness::max_attempts; ++i) {
    EXPECT_THAT(speedruns(receive()), ElementsAre(first));
    harness().let_pass(past_visibility);
  }
  EXPECT_THAT(receive_nothing(), IsEmpty());
  EXPECT_THAT(harness().dead_letters(), ElementsAre(first));
}

TEST_P(CompletionQueueContract, AWaitingJobIsNotDoubled) {
  EXPECT_TRUE(enqueue(first));
  EXPECT_TRUE(enqueue(first));
  EXPECT_TRUE(enqueue(second));
  std::set<SpeedrunId> received;
  while (received.size() < 2)
    for (const auto& job : receive()) EXPECT_TRUE(received.insert(job.speedrun).second);
  EXPECT_THAT(receive_nothing(), IsEmpty());
}

TEST_P(CompletionQueueContract, AJobMayBeEnqueuedAgainWhenItIsDone) {
  for (int i = 0; i < 3; ++i) {
    EXPECT_TRUE(enqueue(first));
    const auto jobs = receive();
    ASSERT_THAT(speedruns(jobs), ElementsAre(first));
    EXPECT_EQ(jobs[0].attempt, 1U);
    EXPECT_TRUE(remove(jobs[0]));
  }
}

TEST_P(CompletionQueueContract, RemovingTwiceHarmsNothing) {
  EXPECT_TRUE(enqueue(first));
  const auto done = receive().at(0);
  EXPECT_TRUE(remove(done));
  EXPECT_TRUE(enqueue(first));
  EXPECT_TRUE(remove(done));
  EXPECT_THAT(speedruns(receive()), ElementsAre(first));
}

TEST_P(CompletionQueueContract, GivesAtMostWhatWasAskedFor) {
  EXPECT_TRUE(enqueue(first));
  EXPECT_TRUE(enqueue(second));
  const auto one = receive(1);
  ASSERT_EQ(one.size(), 1U);
  const auto other = receive(1);
  ASSERT_EQ(other.size(), 1U);
  EXPECT_NE(one[0].speedrun, other[0].speedrun);
}

TEST_P(CompletionQueueContract, AnEnqueueEndsTheWait) {
  auto waiting = loop().start(queue().receive(1, std::chrono::seconds{30}));
  EXPECT_TRUE(enqueue(first));
  EXPECT_THAT(speedruns(test::get(std::move(waiting)).value()), ElementsAre(first));
}

TEST_P(CompletionQueueContract, TheEndOfAVisibilityTimeoutEndsTheWait) {
  EXPECT_TRUE(enqueue(first));
  EXPECT_THAT(speedruns(receive()), ElementsAre(first));
  // Waits for real: a timer must fire.
  const auto again = loop().run(queue().receive(1, std::chrono::seconds{30})).value();
  EXPECT_THAT(speedruns(again), ElementsAre(first));
}

asio::awaitable<Result<Jobs>> receive_until_cancelled(ports::CompletionQueue& queue,
                                                      std::promise<void>& begun) {
  begun.set_value();
  co_return co_await queue.receive(1, std::chrono::hours{1});
}

TEST_P(CompletionQueueContract, ACancelledReceiverTakesNoJob) {
  asio::cancellation_signal cancel;
  std::promise<void> begun;
  auto ended = asio::co_spawn(loop().context(), receive_until_cancelled(queue(), begun),
                              asio::bind_cancellation_slot(cancel.slot(), asio::use_future));
  test::get(begun.get_future());
  asio::post(loop().context(), [&cancel] { cancel.emit(asio::cancellation_type::terminal); });
  // With an error, or with Asio's exception for a cancelled coroutine: it ends.
  ASSERT_EQ(ended.wait_for(test::patience), std::future_status::ready);
  EXPECT_TRUE(enqueue(first));
  const auto jobs = receive();
  ASSERT_THAT(speedruns(jobs), ElementsAre(first));
  EXPECT_EQ(jobs[0].attempt, 1U);
}

TEST_P(CompletionQueueContract, WaitingReceiversShareTheJobs) {
  std::vector<std::future<Result<Jobs>>> waiting;
  for (int i = 0; i < 3; ++i)
    waiting.push_back(another_loop().start(queue().receive(1, std::chrono::seconds{30})));
  const auto third = id_of("PPPP4444");
  for (const auto id : {first, second, third}) EXPECT_TRUE(enqueue(id));
  std::set<SpeedrunId> received;
  for (auto& receiver : waiting) {
    const auto jobs = test::get(std::move(receiver)).value();
    for (const auto& job : jobs) EXPECT_TRUE(received.insert(job.speedrun).second);
  }
  EXPECT_EQ(received, (std::set{first, second, third}));
}

TEST_P(CompletionQueueContract, ReopeningFindsEveryJob) {
  if (!harness().durable()) GTEST_SKIP() << "this queue forgets";
  EXPECT_TRUE(enqueue(first));
  EXPECT_THAT(speedruns(receive()), ElementsAre(first));
  EXPECT_TRUE(enqueue(second));
  harness().reopen();
  EXPECT_EQ(depth(), 2U);
  EXPECT_THAT(speedruns(receive()), ElementsAre(second));
  harness().let_pass(past_visibility);
  EXPECT_EQ(receive().size(), 2U);
}

}  // namespace mcs::contract
