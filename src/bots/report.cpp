#include "bots/report.hpp"

#include <array>
#include <fmt/format.h>

#include "protocol/json_writer.hpp"

namespace mcs::bots {

namespace {

struct Quantile {
  std::string_view name;
  double share;
};
constexpr std::array<Quantile, 4> quantiles{
    {{"p50", 0.5}, {"p90", 0.9}, {"p99", 0.99}, {"p999", 0.999}}};

double ms(std::chrono::microseconds time) {
  return static_cast<double>(time.count()) / 1e3;
}

void append_latencies(std::string& text, const Statistics& statistics) {
  text += fmt::format("\n  {:<10}{:>10}", "ms", "count");
  for (const Quantile& quantile : quantiles) text += fmt::format("{:>10}", quantile.name);
  text += fmt::format("{:>10}\n", "max");
  for (std::size_t i = 0; i < measure_names.size(); ++i) {
    const Histogram& latency = statistics.latencies[i];
    if (latency.count() == 0) continue;
    text += fmt::format("  {:<10}{:>10}", measure_names[i], latency.count());
    for (const Quantile& quantile : quantiles)
      text += fmt::format("{:>10.2f}", ms(latency.quantile(quantile.share)));
    text += fmt::format("{:>10.2f}\n", ms(latency.max()));
  }
}

void append_servers(std::string& text, const Report& report) {
  text += fmt::format("\n  {:<24}{:>12}{:>12}{:>12}{:>12}\n", "server", "connections", "failures",
                      "losses", "results");
  for (std::size_t i = 0; i < report.servers.size(); ++i) {
    const ServerStatistics& server = report.statistics.servers[i];
    text += fmt::format("  {:<24}{:>12}{:>12}{:>12}{:>12}\n", report.servers[i], server.connections,
                        server.failures, server.losses, server.results);
  }
}

void write_latencies(protocol::JsonWriter& json, const Statistics& statistics) {
  json.key("latenciesUs").begin_object();
  for (std::size_t i = 0; i < measure_names.size(); ++i) {
    const Histogram& latency = statistics.latencies[i];
    json.key(measure_names[i]).begin_object().member("count", latency.count());
    for (const Quantile& quantile : quantiles)
      json.member(quantile.name, latency.quantile(quantile.share).count());
    json.member("max", latency.max().count()).member("mean", latency.mean().count()).end_object();
  }
  json.end_object();
}

void write_servers(protocol::JsonWriter& json, const Report& report) {
  json.key("servers").begin_array();
  for (std::size_t i = 0; i < report.servers.size(); ++i) {
    const ServerStatistics& server = report.statistics.servers[i];
    json.begin_object()
        .member("server", report.servers[i])
        .member("connections", server.connections)
        .member("failures", server.failures)
        .member("losses", server.losses)
        .member("results", server.results)
        .end_object();
  }
  json.end_array();
}

}  // namespace

std::uint64_t Report::answers_per_second() const {
  if (racing.count() <= 0) return 0;
  return statistics.answers * 1000 / static_cast<std::uint64_t>(racing.count());
}

std::string to_text(const Report& report) {
  const Statistics& statistics = report.statistics;
  std::string text = fmt::format(
      "{}: {} of {} participants completed speedrun {}, {} results verified\n"
      "  {} answers in {:.1f} s ({} a second), {} sent again, {} connections broken on purpose\n"
      "  {} packets, {} of them leaderboards, {:.1f} MB\n"
      "  the bots took {:.2f} s of CPU time and {:.1f} MB\n",
      report.passed() ? "passed" : "FAILED", report.completed, report.participants,
      report.code.text(), report.verified, statistics.answers,
      static_cast<double>(report.racing.count()) / 1e3, report.answers_per_second(),
      statistics.repeated, statistics.breaks, statistics.packets, statistics.leaderboards,
      static_cast<double>(statistics.bytes) / 1e6,
      static_cast<double>(report.cpu_time.count()) / 1e3,
      static_cast<double>(report.peak_memory) / 1e6);
  append_latencies(text, statistics);
  append_servers(text, report);
  for (const auto& [what, count] : statistics.events)
    text += fmt::format("\n  {:>8} x {}", count, what);
  if (statistics.faults > 0) text += fmt::format("\n\n  {} checks failed:", statistics.faults);
  for (const std::string& fault : statistics.first_faults) text += "\n    " + fault;
  return text += '\n';
}

std::string to_json(const Report& report) {
  const Statistics& statistics = report.statistics;
  std::string text;
  protocol::JsonWriter json(text);
  json.begin_object()
      .member("passed", report.passed())
      .member("quizId", report.code.text())
      .member("participants", report.participants)
      .member("completed", report.completed)
      .member("verified", report.verified)
      .member("answers", statistics.answers)
      .member("answersPerSecond", report.answers_per_second())
      .member("answersRepeated", statistics.repeated)
      .member("connectionsBroken", statistics.breaks)
      .member("packets", statistics.packets)
      .member("packetBytes", statistics.bytes)
      .member("leaderboards", statistics.leaderboards)
      .member("tookMs", report.took.count())
      .member("racingMs", report.racing.count())
      .member("cpuMs", report.cpu_time.count())
      .member("peakMemoryBytes", report.peak_memory);
  write_latencies(json, statistics);
  write_servers(json, report);
  json.key("events").begin_object();
  for (const auto& [what, count] : statistics.events) {
    std::string name;
    protocol::append_json_string(name, what);
    json.member(std::string_view(name).substr(1, name.size() - 2), count);
  }
  json.end_object()
      .member("faults", statistics.faults)
      .member("firstFaults", statistics.first_faults);
  json.end_object();
  return text += '\n';
}

}  // namespace mcs::bots
