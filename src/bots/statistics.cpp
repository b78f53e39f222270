#include "bots/statistics.hpp"

#include <utility>

namespace mcs::bots {

namespace {

constexpr std::size_t faults_in_words = 20;

}  // namespace

void Statistics::fault(std::string what) {
  ++faults;
  if (first_faults.size() < faults_in_words) first_faults.push_back(std::move(what));
}

void Statistics::merge(const Statistics& other) {
  for (std::size_t i = 0; i < latencies.size(); ++i) latencies[i].merge(other.latencies[i]);
  for (std::size_t i = 0; i < servers.size(); ++i) {
    servers[i].connections += other.servers[i].connections;
    servers[i].failures += other.servers[i].failures;
    servers[i].losses += other.servers[i].losses;
    servers[i].results += other.servers[i].results;
  }
  for (std::size_t i = 0; i < spans.size(); ++i) spans[i].merge(other.spans[i]);
  packets += other.packets;
  bytes += other.bytes;
  leaderboards += other.leaderboards;
  answers += other.answers;
  repeated += other.repeated;
  breaks += other.breaks;
  faults += other.faults;
  for (const std::string& fault : other.first_faults)
    if (first_faults.size() < faults_in_words) first_faults.push_back(fault);
  for (const auto& [what, count] : other.events) events[what] += count;
}

}  // namespace mcs::bots
