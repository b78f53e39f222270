// What one thread of bots counted and measured; threads are merged when they are done.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "bots/histogram.hpp"

namespace mcs::bots {

// Latencies. Those that a plan asks for are measured from when they were due, not from when the bot
// got round to them: a server that stands still makes everything late that was due meanwhile.
enum class Measure : std::uint8_t {
  SignOn,    // Join request to token, connecting included.
  Open,      // Upgrade request to SESSION-STATE.
  Seat,      // Name to seat.
  Start,     // The host's start to BROADCAST-START.
  Question,  // Asking to question.
  Answer,    // When the answer was due to its result.
  Reply,     // The answer's sending to its result.
  Resume,    // A lost connection to SESSION-STATE on the next, waits between attempts included.
};
inline constexpr std::array<std::string_view, 8> measure_names{
    "signOn", "open", "seat", "start", "question", "answer", "reply", "resume"};

struct ServerStatistics {
  std::uint64_t connections = 0;  // Upgraded to WebSockets.
  std::uint64_t failures = 0;     // Attempts that came to nothing.
  std::uint64_t losses = 0;       // Connections that broke, or were closed early.
  std::uint64_t results = 0;
};

struct Statistics {
  using Time = std::chrono::steady_clock::time_point;

  explicit Statistics(std::size_t server_count) : servers(server_count) {}

  void record(Measure measure, std::chrono::steady_clock::duration taken) {
    latencies[static_cast<std::size_t>(measure)].record(taken);
  }
  const Histogram& latency(Measure measure) const {
    return latencies[static_cast<std::size_t>(measure)];
  }
  // A check that failed. The first are kept in words.
  void fault(std::string what);
  // Something that may happen, by name: an ERROR's code, a close code, an HTTP status.
  void event(std::string what) { ++events[std::move(what)]; }
  void note_start(Time now) { first_start = std::min(first_start, now); }
  void merge(const Statistics& other);

  std::array<Histogram, measure_names.size()> latencies;
  std::vector<ServerStatistics> servers;
  Time first_start = Time::max();
  Time last_result = Time::min();
  std::uint64_t packets = 0;
  std::uint64_t bytes = 0;  // Of packets.
  std::uint64_t leaderboards = 0;
  std::uint64_t answers = 0;   // Acknowledged.
  std::uint64_t repeated = 0;  // Answers sent again, because their result had not come.
  std::uint64_t breaks = 0;    // Connections dropped on purpose.
  std::uint64_t faults = 0;
  std::vector<std::string> first_faults;
  std::map<std::string, std::uint64_t> events;
};

}  // namespace mcs::bots
