// The speedrun log on Redis under its contract, on real servers.
#include <atomic>

#include "adapters/redis/speedrun_log.hpp"
#include "contract/speedrun_log_contract.hpp"
#include "support/redis_server.hpp"

namespace mcs::contract {
namespace {

class Watch final : public redis::LogObserver {
 public:
  void appended(std::chrono::nanoseconds) override {}
  void committed(std::size_t, std::chrono::nanoseconds) override {}
  void connected(std::string_view) override {}
  void disconnected(std::string_view server, const Error& reason) override {
    ADD_FAILURE() << server << ": " << reason.detail;
  }
  void missed_entries(std::string_view) override {}
  void durability_unknown(std::string_view, std::string_view) override {}
};

// Servers are shared by the tests of this program; each test has a prefix of its own.
test::RedisServer& server(std::size_t index) {
  static std::vector<std::unique_ptr<test::RedisServer>> servers;
  while (servers.size() <= index) servers.push_back(std::make_unique<test::RedisServer>());
  return *servers[index];
}

std::string new_prefix() {
  static std::atomic<int> last = 0;
  return "test-" + std::to_string(++last) + ":";
}

// Moves all that a log keeps of time back by ARGV[2] ms, which to the server is the same as if so
// much time had gone by.
constexpr std::string_view age = R"lua(
for _, key in ipairs(redis.call('KEYS', ARGV[1] .. '*')) do
  local ttl = redis.call('PTTL', key)
  if ttl >= 0 then redis.call('PEXPIRE', key, ttl - ARGV[2]) end
end
local index = ARGV[1] .. 'unfinished'
for _, id in ipairs(redis.call('ZRANGE', index, 0, -1)) do
  redis.call('ZINCRBY', index, -ARGV[2], id)
end
)lua";

class RedisLogHarness final : public SpeedrunLogHarness {
 public:
  explicit RedisLogHarness(std::size_t servers) {
    for (std::size_t i = 0; i < servers; ++i)
      options_.primaries.push_back(redis::parse_server_address(server(i).url()).value());
    options_.key_prefix = prefix_;
    // Readers wait by the real time, of which let_pass() lets none go by.
    options_.look_interval = std::chrono::milliseconds{20};
    reopen();
  }

  ports::SpeedrunLog& log() override { return *log_; }
  void let_pass(domain::Duration time) override {
    for (std::size_t i = 0; i < options_.primaries.size(); ++i)
      server(i).command({"EVAL", std::string(age), "0", prefix_, std::to_string(time.count())});
  }
  bool durable() const override { return true; }
  void reopen() override {
    log_.reset();
    log_ = redis::RedisSpeedrunLog::open(options_, watch_).value();
    log_->wait_until_connected(test::patience).value();
  }

 private:
  const std::string prefix_ = new_prefix();
  redis::RedisOptions options_;
  Watch watch_;
  std::unique_ptr<redis::RedisSpeedrunLog> log_;
};

std::unique_ptr<SpeedrunLogHarness> make_log() {
  return std::make_unique<RedisLogHarness>(1);
}

std::unique_ptr<SpeedrunLogHarness> make_sharded_log() {
  return std::make_unique<RedisLogHarness>(2);
}

INSTANTIATE_TEST_SUITE_P(Redis, SpeedrunLogContract, testing::Values(make_log));
INSTANTIATE_TEST_SUITE_P(RedisSharded, SpeedrunLogContract, testing::Values(make_sharded_log));

}  // namespace
}  // namespace mcs::contract
