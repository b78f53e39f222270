#include "adapters/sqlite/write_queue.hpp"

#include <boost/asio/system_executor.hpp>
#include <future>
#include <gtest/gtest.h>

#include "support/event_loop.hpp"

namespace mcs::sqlite {
namespace {

using namespace std::chrono_literals;
using SteadyTime = WriteQueue::SteadyTime;

constexpr SteadyTime never = SteadyTime::max();

WriteRequest request(std::string_view entry) {
  return {
      AccessCode::parse("FFFF2222").value(),
      AppendEntry{Bytes(entry), {boost::asio::system_executor(), [](const Result<Position>&) {}}}};
}

bool push(WriteQueue& queue, std::string_view entry) {
  auto pushed = request(entry);
  return queue.push(pushed);
}

std::vector<Bytes> entries(const std::optional<std::vector<WriteRequest>>& requests) {
  std::vector<Bytes> entries;
  for (const auto& one : requests.value()) entries.push_back(std::get<AppendEntry>(one.what).entry);
  return entries;
}

TEST(WriteQueue, HandsOutAllAtOnceInOrder) {
  WriteQueue queue(0us);
  for (const auto* entry : {"a", "b", "c"}) EXPECT_TRUE(push(queue, entry));
  EXPECT_EQ(entries(queue.next(never)), (std::vector<Bytes>{"a", "b", "c"}));
  EXPECT_TRUE(push(queue, "d"));
  EXPECT_EQ(entries(queue.next(never)), (std::vector<Bytes>{"d"}));
}

TEST(WriteQueue, APushEndsTheWait) {
  WriteQueue queue(0us);
  for (int i = 0; i < 100; ++i) {
    auto waiting = std::async(std::launch::async, [&queue] { return queue.next(never); });
    EXPECT_TRUE(push(queue, "a"));
    EXPECT_EQ(entries(test::get(std::move(waiting))).size(), 1U);
  }
}

TEST(WriteQueue, TheWaitEndsWithoutRequestsAtItsTime) {
  WriteQueue queue(0us);
  EXPECT_TRUE(entries(queue.next(std::chrono::steady_clock::now() + 10ms)).empty());
  EXPECT_TRUE(entries(queue.next(SteadyTime::min())).empty());
}

TEST(WriteQueue, OthersMayAskForAnEarlierTime) {
  WriteQueue queue(0us);
  // Before the wait, as long as the writer is at work.
  queue.wake_by(SteadyTime::min());
  EXPECT_TRUE(entries(queue.next(never)).empty());
  // And during it.
  for (int i = 0; i < 100; ++i) {
    auto waiting = std::async(std::launch::async, [&queue] { return queue.next(never); });
    queue.wake_by(std::chrono::steady_clock::now());
    EXPECT_TRUE(entries(test::get(std::move(waiting))).empty());
  }
}

TEST(WriteQueue, ACloseLetsOutWhatIsInAndNothingMoreIn) {
  WriteQueue queue(0us);
  EXPECT_TRUE(push(queue, "a"));
  queue.close();
  auto refused = request("b");
  EXPECT_FALSE(queue.push(refused));
  EXPECT_EQ(std::get<AppendEntry>(refused.what).entry, "b");
  EXPECT_EQ(entries(queue.next(never)), (std::vector<Bytes>{"a"}));
  EXPECT_FALSE(queue.next(never).has_value());
}

TEST(WriteQueue, TheFirstRequestIsNotPaced) {
  WriteQueue queue(1h);
  EXPECT_TRUE(entries(queue.next(SteadyTime::min())).empty());
  EXPECT_TRUE(push(queue, "a"));
  EXPECT_EQ(entries(queue.next(never)).size(), 1U);
}

TEST(WriteQueue, ACloseEndsTheWaitAndThePace) {
  WriteQueue queue(1h);
  EXPECT_TRUE(push(queue, "a"));
  EXPECT_EQ(entries(queue.next(never)).size(), 1U);
  EXPECT_TRUE(push(queue, "b"));
  auto pacing = std::async(std::launch::async, [&queue] { return queue.next(never); });
  queue.close();
  EXPECT_EQ(entries(test::get(std::move(pacing))), (std::vector<Bytes>{"b"}));
}

}  // namespace
}  // namespace mcs::sqlite
