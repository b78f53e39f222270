#include "adapters/redis/server_check.hpp"

#include <gmock/gmock.h>

#include "adapters/redis/sharding.hpp"

namespace mcs::redis {
namespace {

using testing::HasSubstr;

std::string info(std::string_view version, std::string_view role, std::string_view more = {}) {
  return "# Server\r\nredis_version:" + std::string(version) + "\r\nrole:" + std::string(role) +
         "\r\n" + std::string(more);
}

std::string refusal(const std::string& text) {
  const auto checked = check_role(text);
  return checked ? "none" : checked.error().detail;
}

TEST(ServerCheck, AcceptsPrimaries) {
  EXPECT_EQ(refusal(info("7.0.15", "master")), "none");
  EXPECT_EQ(refusal(info("8.0.2", "master", "loading:0\r\ncluster_enabled:0\r\n")), "none");
  EXPECT_EQ(refusal(info("10.1.0", "master")), "none");
}

TEST(ServerCheck, RefusesTheRestAndSaysWhy) {
  EXPECT_THAT(refusal(info("6.2.9", "master")), HasSubstr("6.2.9 is too old"));
  EXPECT_THAT(refusal(info("7.2.0", "slave")), HasSubstr("replica"));
  EXPECT_THAT(refusal(info("7.2.0", "master", "loading:1\r\n")), HasSubstr("loading"));
  EXPECT_THAT(refusal(info("7.2.0", "master", "cluster_enabled:1")), HasSubstr("Cluster"));
}

TEST(ServerCheck, WantsEveryWriteOnDisk) {
  EXPECT_TRUE(check_fsync("yes", "always"));
  EXPECT_THAT(check_fsync("yes", "everysec").error().detail, HasSubstr("everysec"));
  EXPECT_FALSE(check_fsync("no", "always"));
}

SpeedrunId numbered(std::size_t n) {
  std::array<std::uint8_t, AccessCode::length> digits{};
  for (auto& digit : digits) {
    digit = static_cast<std::uint8_t>(n % AccessCode::alphabet.size());
    n /= AccessCode::alphabet.size();
  }
  return AccessCode::from_digits(digits);
}

TEST(Sharding, SpreadsEvenly) {
  const std::vector<std::string> servers{"redis-1:6379/0", "redis-2:6379/0", "redis-3:6379/0"};
  std::array<std::size_t, 3> counts{};
  for (std::size_t n = 0; n < 30'000; ++n) ++counts[server_of(numbered(n), servers)];
  for (const auto count : counts) EXPECT_NEAR(static_cast<double>(count), 10'000, 500);
}

TEST(Sharding, DoesNotDependOnTheOrder) {
  const std::vector<std::string> servers{"a:1/0", "b:1/0", "c:1/0"};
  const std::vector<std::string> reordered{"c:1/0", "a:1/0", "b:1/0"};
  for (std::size_t n = 0; n < 1'000; ++n)
    EXPECT_EQ(servers[server_of(numbered(n), servers)],
              reordered[server_of(numbered(n), reordered)]);
}

TEST(Sharding, AnotherServerTakesOnlyItsShare) {
  const std::vector<std::string> before{"a:1/0", "b:1/0"};
  const std::vector<std::string> after{"a:1/0", "b:1/0", "c:1/0"};
  for (std::size_t n = 0; n < 1'000; ++n) {
    const auto now = server_of(numbered(n), after);
    if (now != 2) {
      EXPECT_EQ(now, server_of(numbered(n), before));
    }
  }
}

// Instances of other builds find the same logs.
TEST(Sharding, NeverChanges) {
  const std::vector<std::string> servers{"a:1/0", "b:1/0", "c:1/0", "d:1/0"};
  std::string choices;
  for (std::size_t n = 0; n < 12; ++n) choices += servers[server_of(numbered(n), servers)].front();
  EXPECT_EQ(choices, "cdbcbdbacccb");
}

}  // namespace
}  // namespace mcs::redis
