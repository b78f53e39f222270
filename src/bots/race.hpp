// What is asked of the bots, and the little that their threads share while they race.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/access_code.hpp"
#include "bots/address.hpp"
#include "bots/behaviour.hpp"
#include "bots/ledger.hpp"
#include "bots/loop.hpp"

namespace mcs::bots {

struct Options {
  std::vector<Server> servers;  // Bots spread over them, and go to the next when one is lost.
  std::vector<Server> speed_run_servers;  // The same for WebSockets; empty: `servers`.
  std::vector<in_addr> sources;  // Local addresses to connect from; none: the system chooses.
  std::uint32_t participants = 100;
  // Whom to join; nothing: the bots bring their own host.
  std::optional<AccessCode> code;
  std::string question_set;  // The host's, as JSON; empty: one that is made up.
  std::uint32_t questions = 10;
  std::chrono::seconds question_duration{20};
  ThinkTime think_time;
  Skill skill;
  double reconnect_rate = 0;  // The share of questions at which a connection breaks.
  unsigned threads = 1;
  std::uint64_t seed = 1;
  std::chrono::seconds time_limit{600};

  const std::vector<Server>& websocket_servers() const {
    return speed_run_servers.empty() ? servers : speed_run_servers;
  }
};

struct Race {
  explicit Race(const Options& asked) : options(asked) {}

  bool all_seated() const { return seated + unseatable >= options.participants; }
  bool all_ended() const { return ended >= options.participants; }

  const Options& options;
  AccessCode code;
  AnswerKeys keys;
  // Participants that have got so far.
  std::atomic<std::uint32_t> begun = 0;
  std::atomic<std::uint32_t> seated = 0;
  std::atomic<std::uint32_t> unseatable = 0;
  std::atomic<std::uint32_t> ended = 0;
  std::atomic<bool> out_of_time = false;
  std::atomic<Time> started_at{Time{}};  // When the bots' own host first said so.
};

}  // namespace mcs::bots
