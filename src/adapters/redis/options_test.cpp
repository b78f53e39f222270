#include "adapters/redis/options.hpp"

#include <gmock/gmock.h>

namespace mcs::redis {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string error_of(std::string_view url) {
  const auto address = parse_server_address(url);
  return address ? "none" : address.error().detail;
}

TEST(RedisUrl, NamesAServer) {
  EXPECT_EQ(parse_server_address("redis://example.org"), (ServerAddress{.host = "example.org"}));
  EXPECT_EQ(parse_server_address("redis://example.org:6380/"),
            (ServerAddress{.host = "example.org", .port = 6'380}));
  EXPECT_EQ(parse_server_address("rediss://10.0.0.1/3"),
            (ServerAddress{.host = "10.0.0.1", .tls = true, .database = 3}));
  EXPECT_EQ(parse_server_address("redis://[::1]:7000/1"),
            (ServerAddress{.host = "::1", .port = 7'000, .database = 1}));
}

TEST(RedisUrl, HasCredentials) {
  EXPECT_EQ(parse_server_address("redis://racer:p%40ss%3a@h"),
            (ServerAddress{.host = "h", .user = "racer", .password = "p@ss:"}));
  EXPECT_EQ(parse_server_address("redis://:pass@h"),
            (ServerAddress{.host = "h", .password = "pass"}));
  EXPECT_EQ(parse_server_address("redis://racer:a@b@h:1")->password, "a@b");
}

TEST(RedisUrl, IsRefusedWithTheReason) {
  EXPECT_THAT(error_of(""), HasSubstr("redis://"));
  EXPECT_THAT(error_of("localhost:6379"), HasSubstr("redis://"));
  EXPECT_THAT(error_of("http://localhost"), HasSubstr("redis://"));
  EXPECT_THAT(error_of("redis://"), HasSubstr("no host"));
  EXPECT_THAT(error_of("redis://:6379"), HasSubstr("no host"));
  EXPECT_THAT(error_of("redis://h:"), HasSubstr("the port is ''"));
  EXPECT_THAT(error_of("redis://h:0"), HasSubstr("the port is '0'"));
  EXPECT_THAT(error_of("redis://h:65536"), HasSubstr("the port is '65536'"));
  EXPECT_THAT(error_of("redis://h:12a"), HasSubstr("the port is '12a'"));
  EXPECT_THAT(error_of("redis://[::1"), HasSubstr("brackets"));
  EXPECT_THAT(error_of("redis://[::1]7"), HasSubstr("the port is '7'"));
  EXPECT_THAT(error_of("redis://h/x"), HasSubstr("the database is 'x'"));
  EXPECT_THAT(error_of("redis://h/1/2"), HasSubstr("the database is '1/2'"));
  EXPECT_THAT(error_of("redis://h?tls=1"), HasSubstr("'?'"));
  EXPECT_THAT(error_of("redis://user@h"), HasSubstr("password"));
  EXPECT_THAT(error_of("redis://user:@h"), HasSubstr("password is empty"));
  for (const auto* escape : {"%", "%4", "%4x", "%-1"})
    EXPECT_THAT(error_of(std::string("redis://u:secret") + escape + "@h"),
                testing::AllOf(HasSubstr("hexadecimal"), Not(HasSubstr("secret"))));
}

TEST(RedisUrl, ItsNameHasNoSecrets) {
  EXPECT_EQ(parse_server_address("redis://racer:secret@h")->name(), "h:6379/0");
  EXPECT_EQ(parse_server_address("rediss://[::1]:7000/2")->name(), "[::1]:7000/2");
}

std::string error_of(const RedisOptions& options) {
  const auto valid = validate(options);
  return valid ? "none" : valid.error().detail;
}

TEST(RedisOptions, NameTheSettingThatIsWrong) {
  const RedisOptions good{.primaries = {{.host = "a"}, {.host = "b"}}};
  EXPECT_EQ(error_of(good), "none");
  EXPECT_THAT(error_of(RedisOptions{}), HasSubstr("primaries"));
  auto options = good;
  options.primaries.push_back({.host = "a", .password = "another"});
  EXPECT_THAT(error_of(options), HasSubstr("a:6379/0 is given twice"));
  options = good;
  options.key_prefix = "a{b}";
  EXPECT_THAT(error_of(options), HasSubstr("key_prefix"));
  options = good;
  options.replicas = 0;
  EXPECT_EQ(error_of(options), "none");
  options.durability = Durability::Replicas;
  EXPECT_THAT(error_of(options), HasSubstr("replicas"));
  options = good;
  options.command_timeout = {};
  EXPECT_THAT(error_of(options), HasSubstr("command_timeout is 0 ms"));
  options = good;
  options.ca_file = "/nowhere/ca.pem";
  EXPECT_THAT(error_of(options), HasSubstr("/nowhere/ca.pem"));
}

TEST(RedisOptions, DurabilityHasThreeNames) {
  EXPECT_EQ(parse_durability("disk"), Durability::Disk);
  EXPECT_EQ(parse_durability("replicas"), Durability::Replicas);
  EXPECT_EQ(parse_durability("server"), Durability::Server);
  EXPECT_THAT(parse_durability("none").error().detail, HasSubstr("'none'"));
}

}  // namespace
}  // namespace mcs::redis
