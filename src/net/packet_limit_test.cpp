#include "net/packet_limit.hpp"

#include <gtest/gtest.h>

namespace mcs::net {
namespace {

using namespace std::chrono_literals;

constexpr PacketRate rate{.per_second = 20, .burst = 40};
const PacketLimit::Time start = PacketLimit::Time{} + 1h;

int admitted(PacketLimit& limit, PacketLimit::Time now, int packets) {
  int count = 0;
  for (int i = 0; i < packets; ++i) count += limit.admit(now, rate) ? 1 : 0;
  return count;
}

TEST(PacketLimit, admits_a_burst_after_silence) {
  PacketLimit limit;
  EXPECT_EQ(admitted(limit, start, 100), 40);
}

TEST(PacketLimit, refills_at_the_rate) {
  PacketLimit limit;
  admitted(limit, start, 100);
  EXPECT_EQ(admitted(limit, start + 49ms, 5), 0);
  EXPECT_EQ(admitted(limit, start + 50ms, 5), 1);
  EXPECT_EQ(admitted(limit, start + 1050ms, 100), 20);
  EXPECT_EQ(admitted(limit, start + 1h, 100), 40);
}

TEST(PacketLimit, never_stops_who_keeps_to_the_rate) {
  PacketLimit limit;
  for (int i = 0; i < 10'000; ++i) ASSERT_TRUE(limit.admit(start + i * 50ms, rate));
}

}  // namespace
}  // namespace mcs::net
