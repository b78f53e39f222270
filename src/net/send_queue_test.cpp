#include "net/send_queue.hpp"

#include <array>
#include <gmock/gmock.h>
#include <string>

namespace mcs::net {
namespace {

constexpr ConflationKey leaderboard{1};
constexpr ConflationKey summary{2};

// What the next send would take.
std::string next(const SendQueue& queue, std::size_t parts = 8) {
  std::array<iovec, 8> space;
  std::string bytes;
  const std::size_t used = queue.gather(std::span(space).first(parts));
  for (std::size_t i = 0; i < used; ++i)
    bytes.append(static_cast<const char*>(space[i].iov_base), space[i].iov_len);
  return bytes;
}

void push(SendQueue& queue, std::string_view bytes, ConflationKey key = not_conflated) {
  queue.push(make_raw_bytes(bytes), key);
}

TEST(SendQueue, keeps_order) {
  SendQueue queue;
  EXPECT_TRUE(queue.empty());
  for (const std::string_view bytes : {"one ", "two ", "three "}) push(queue, bytes);
  EXPECT_EQ(next(queue), "one two three ");
  EXPECT_EQ(next(queue, 2), "one two ");
  EXPECT_EQ(queue.bytes(), 14U);
}

TEST(SendQueue, goes_on_where_the_kernel_stopped) {
  const std::string all = "one two three ";
  for (std::size_t first = 0; first <= all.size(); ++first) {
    SendQueue queue;
    for (const std::string_view bytes : {"one ", "two ", "three "}) push(queue, bytes);
    queue.consume(first);
    EXPECT_EQ(next(queue), all.substr(first));
    EXPECT_EQ(queue.bytes(), all.size() - first);
    queue.consume(all.size() - first);
    EXPECT_TRUE(queue.empty());
    EXPECT_EQ(queue.bytes(), 0U);
    push(queue, "again");
    EXPECT_EQ(next(queue), "again");
  }
}

TEST(SendQueue, replaces_a_waiting_frame_of_the_same_key_in_its_place) {
  SendQueue queue;
  EXPECT_FALSE(queue.push(make_raw_bytes("L1 "), leaderboard));
  EXPECT_FALSE(queue.push(make_raw_bytes("S1 "), summary));
  push(queue, "answer ");
  EXPECT_TRUE(queue.push(make_raw_bytes("L2, longer "), leaderboard));
  EXPECT_EQ(next(queue), "L2, longer S1 answer ");
  EXPECT_EQ(queue.bytes(), 21U);
}

TEST(SendQueue, does_not_replace_what_is_partly_sent) {
  SendQueue queue;
  push(queue, "L1 ", leaderboard);
  queue.consume(1);
  EXPECT_FALSE(queue.push(make_raw_bytes("L2 "), leaderboard));
  EXPECT_TRUE(queue.push(make_raw_bytes("L3 "), leaderboard));
  EXPECT_EQ(next(queue), "1 L3 ");
}

TEST(SendQueue, never_replaces_frames_without_a_key) {
  SendQueue queue;
  push(queue, "a");
  push(queue, "a");
  EXPECT_EQ(next(queue), "aa");
}

TEST(SendQueue, takes_over_a_frame_that_was_partly_sent) {
  SendQueue queue;
  queue.push_started(make_raw_bytes("broadcast "), 5);
  push(queue, "next", leaderboard);
  EXPECT_EQ(next(queue), "cast next");
  EXPECT_EQ(queue.bytes(), 9U);
}

TEST(SendQueue, drops_only_frames_that_were_not_begun) {
  SendQueue queue;
  push(queue, "one ");
  push(queue, "two ");
  queue.consume(1);
  queue.drop_unstarted();
  EXPECT_EQ(next(queue), "ne ");
  EXPECT_EQ(queue.bytes(), 3U);
  queue.consume(3);
  push(queue, "three");
  queue.drop_unstarted();
  EXPECT_TRUE(queue.empty());
  EXPECT_EQ(queue.bytes(), 0U);
}

TEST(SendQueue, stays_correct_over_a_long_backlog) {
  SendQueue queue;
  std::string expected;
  for (int i = 0; i < 1000; ++i) {
    const std::string bytes = std::to_string(i) + ' ';
    push(queue, bytes);
    expected += bytes;
    if (i % 3 == 0) {
      const std::size_t sent = next(queue, 1).size();
      queue.consume(sent);
      expected.erase(0, sent);
    }
  }
  while (!queue.empty()) {
    const std::string some = next(queue);
    ASSERT_TRUE(expected.starts_with(some));
    queue.consume(some.size());
    expected.erase(0, some.size());
  }
  EXPECT_EQ(expected, "");
}

}  // namespace
}  // namespace mcs::net
