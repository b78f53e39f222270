// What one thread of bots counted and measured; threads are merged when they are done.
#pragma once

#include <algorithm>
#include <array>
#include <chrono>
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

// What all participants do at about the same time.
enum class Phase : std::uint8_t {
  Joining,    // First join request to last seat.
  Starting,   // First BROADCAST-START to the last participant's first question.
  Racing,     // First BROADCAST-START to last result.
  Finishing,  // First summary to last BROADCAST-QUIZ-FINISHED.
  Resuming,   // First lost connection to the last that is back where it was.
};
inline constexpr std::array<std::string_view, 5> phase_names{"joining", "starting", "racing",
                                                             "finishing", "resuming"};

// From the first of some events to the last of others.
struct Span {
  using Time = std::chrono::steady_clock::time_point;

  Time first = Time::max();
  Time last = Time::min();

  void begin(Time now) { first = std::min(first, now); }
  void end(Time now) { last = std::max(last, now); }
  void merge(const Span& other) {
    begin(other.first);
    end(other.last);
  }
  // 0 if there were none.
  std::chrono::milliseconds length() const {
    if (last < first) return {};
    return std::chrono::duration_cast<std::chrono::milliseconds>(last - first);
  }
};

struct ServerStatistics {
  std::uint64_t connections = 0;  // Upgraded to WebSockets.
  std::uint64_t failures = 0;     // Attempts that came to nothing.
  std::uint64_t losses = 0;       // Connections that broke, or were closed early.
  std::uint64_t results = 0;
};

struct Statistics {
  explicit Statistics(std::size_t server_count) : servers(server_count) {}

  void record(Measure measure, std::chrono::steady_clock::duration taken) {
    latencies[static_cast<std::size_t>(measure)].record(taken);
  }
  const Histogram& latency(Measure measure) const {
    return latencies[static_cast<std::size_t>(measure)];
  }
  Span& span(Phase phase) { return spans[static_cast<std::size_t>(phase)]; }
  const Span& span(Phase phase) const { return spans[static_cast<std::size_t>(phase)]; }
  // A check that failed. The first are kept in words.
  void fault(std::string what);
  // Something that may happen, by name: an ERROR's code, a close code, an HTTP status.
  void event(std::string what) { ++events[std::move(what)]; }
  void merge(const Statistics& other);

  std::array<Histogram, measure_names.size()> latencies;
  std::array<Span, phase_names.size()> spans;
  std::vector<ServerStatistics> servers;
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
