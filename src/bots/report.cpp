#include "bots/report.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <vector>

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

// How many took how long: a line for each power of two, milliseconds.
void append_plot(std::string& text, std::string_view what, const Histogram& latency) {
  constexpr std::uint64_t width = 50;
  constexpr std::string_view block = "█";
  std::vector<std::uint64_t> counts;
  std::uint64_t before = 0;
  for (std::chrono::milliseconds bound{1}; before < latency.count(); bound *= 2) {
    const std::uint64_t within = latency.count_within(bound);
    counts.push_back(within - before);
    before = within;
  }
  if (counts.empty()) return;
  text += fmt::format("\n  {}, ms\n", what);
  const std::uint64_t most = *std::ranges::max_element(counts);
  for (std::size_t i = 0; i < counts.size(); ++i) {
    text += fmt::format("  {:>10}{:>10}  ", fmt::format("≤ {}", 1U << i), counts[i]);
    for (std::uint64_t part = 0; part < counts[i] * width / most; ++part) text += block;
    text += '\n';
  }
}

void append_phases(std::string& text, const Statistics& statistics) {
  text += "\n ";
  for (std::size_t i = 0; i < phase_names.size(); ++i)
    if (const auto length = statistics.spans[i].length(); length.count() > 0)
      text += fmt::format(" {} {:.2f} s,", phase_names[i], ms(length) / 1e3);
  text.back() = '\n';
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

void write_phases(protocol::JsonWriter& json, const Statistics& statistics) {
  json.key("phasesMs").begin_object();
  for (std::size_t i = 0; i < phase_names.size(); ++i)
    json.member(phase_names[i], statistics.spans[i].length().count());
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
  const auto racing = static_cast<std::uint64_t>(statistics.span(Phase::Racing).length().count());
  return racing == 0 ? 0 : statistics.answers * 1000 / racing;
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
      ms(statistics.span(Phase::Racing).length()) / 1e3, report.answers_per_second(),
      statistics.repeated, statistics.breaks, statistics.packets, statistics.leaderboards,
      static_cast<double>(statistics.bytes) / 1e6,
      static_cast<double>(report.cpu_time.count()) / 1e3,
      static_cast<double>(report.peak_memory) / 1e6);
  append_phases(text, statistics);
  append_latencies(text, statistics);
  append_plot(text, "answer", statistics.latency(Measure::Answer));
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
      .member("cpuMs", report.cpu_time.count())
      .member("peakMemoryBytes", report.peak_memory);
  write_phases(json, statistics);
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
