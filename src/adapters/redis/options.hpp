// Where the Redis servers of the speedrun logs are, and what their answers must mean.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace mcs::redis {

struct ServerAddress {
  std::string host;
  std::uint16_t port = 6379;
  bool tls = false;
  std::string user = "default";
  std::string password;  // Empty: no AUTH.
  int database = 0;

  // "host:port/database": for messages, and for choosing a speedrun's server. No secrets.
  std::string name() const;

  friend bool operator==(const ServerAddress&, const ServerAddress&) = default;
};

// Reads `redis://[[user]:password@]host[:port][/database]`, or rediss:// for TLS; in user and
// password, %XX stands for a byte. BadRequest names the part that is wrong, and no secret.
Result<ServerAddress> parse_server_address(std::string_view url);

// What an acknowledged append has survived; docs/adr/0005-redis-log.md weighs them.
enum class Durability : std::uint8_t {
  Disk,      // It is on the primary's disk: the server must run with appendfsync always.
  Replicas,  // `replicas` replicas have it in memory.
  Server,    // Whatever the server ensures by itself: nothing is checked, nothing waited for.
};

// "disk", "replicas" or "server".
Result<Durability> parse_durability(std::string_view text);

struct RedisOptions {
  // Independent primaries. Each speedrun is on one of them, chosen by its id: every instance must
  // be given the same ones, in any order.
  std::vector<ServerAddress> primaries;
  // Certificate authorities in PEM, for rediss://; empty for the system's.
  std::filesystem::path ca_file;
  // Begins all keys and channels.
  std::string key_prefix = "mc-speedrun:";
  Durability durability = Durability::Disk;
  std::uint32_t replicas = 1;
  // To resolve, connect, shake hands and check the server.
  std::chrono::milliseconds connect_timeout{5'000};
  // A server that does not answer within this time has failed: its connection is dropped, and
  // whether it did what it was asked is unknown.
  std::chrono::milliseconds command_timeout{2'000};
  std::chrono::milliseconds health_check_interval{1'000};
  // A waiting reader looks into the log this often though nothing was published.
  std::chrono::milliseconds look_interval{5'000};
};

// BadRequest names the setting, what it is and what it may be.
Result<void> validate(const RedisOptions& options);

}  // namespace mcs::redis
