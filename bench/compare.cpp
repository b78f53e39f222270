// Runs the product interleaved with the servers that it is measured against and prints a table:
// medians of CPU time as the kernel counts it for the server's threads, their spread, and ratios.
//   compare [--connections N] [--rounds N] [--race-participants N] NAME=COMMAND ...
#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <map>
#include <string>
#include <sys/resource.h>
#include <vector>

#include "bots/run.hpp"
#include "fleet.hpp"
#include "measured_process.hpp"

namespace {

using namespace mcs;
using bench::MeasuredProcess;

struct Config {
  std::uint32_t connections = 5'000;
  std::uint32_t rounds = 5;
  std::uint32_t race_participants = 500;
  std::string product;
  std::vector<std::string> servers;
};

// Values by what was measured and whose they are.
using Series = std::map<std::string, std::map<std::string, std::vector<double>>>;

constexpr std::uint32_t broadcasts = 10;
constexpr std::uint32_t requests = 10;
constexpr std::size_t small_broadcast = 600;
constexpr std::size_t leaderboard = 7'000;

template <class Work>
double microseconds_per(const MeasuredProcess& server, std::uint64_t count, Work work) {
  const auto before = server.cpu_time();
  work();
  return static_cast<double>((server.cpu_time() - before).count()) / 1e3 /
         static_cast<double>(count);
}

void measure_server(const Config& config, const std::string& name, const std::string& command,
                    Series& series) {
  const MeasuredProcess server({"/bin/sh", "-c", "exec " + command});
  bench::Fleet fleet(server.port(), config.connections);
  const auto n = std::uint64_t{config.connections};
  const double memory = static_cast<double>(server.memory());
  series["handshake, µs"][name].push_back(microseconds_per(server, n, [&] { fleet.connect(); }));
  series["memory per idle connection, bytes"][name].push_back(
      (static_cast<double>(server.memory()) - memory) / static_cast<double>(n));
  series["broadcast of 600 B, µs a frame"][name].push_back(microseconds_per(
      server, n * broadcasts, [&] { fleet.broadcast(small_broadcast, broadcasts); }));
  series["broadcast of 7 kB, µs a frame"][name].push_back(
      microseconds_per(server, n * broadcasts, [&] { fleet.broadcast(leaderboard, broadcasts); }));
  series["request and reply, µs"][name].push_back(
      microseconds_per(server, n * requests, [&] { fleet.request(requests); }));
}

struct RaceCost {
  double cpu_us;
  double answers;
  double leaderboards;
};

bots::Options race_options(std::uint16_t port, std::uint32_t participants) {
  bots::Options options;
  options.servers.push_back(
      bots::Server::parse("http://127.0.0.1:" + std::to_string(port)).value());
  options.participants = participants;
  options.question_duration = std::chrono::seconds{60};
  options.think_time = bots::ThinkTime::parse("uniform:400,600").value();
  return options;
}

std::vector<std::string> product_command(const Config& config, const std::string& data) {
  return {config.product,       "serve",  "--port",      "0",     "--bind",        "127.0.0.1",
          "--data-dir",         data,     "--log-level", "error", "--joins-burst", "1000000",
          "--joins-per-second", "1000000"};
}

RaceCost race(const MeasuredProcess& server, std::uint32_t participants, std::uint32_t questions) {
  bots::Options options = race_options(server.port(), participants);
  options.questions = questions;
  const auto before = server.cpu_time();
  const auto report = bots::run(options, [](std::string_view) {});
  if (!report || !report->passed())
    throw std::runtime_error(report ? to_text(*report) : report.error().detail);
  return {.cpu_us = static_cast<double>((server.cpu_time() - before).count()) / 1e3,
          .answers = static_cast<double>(report->statistics.answers),
          .leaderboards = static_cast<double>(report->statistics.leaderboards)};
}

// Joins and the ending are in both races and cancel out; what remains are questions asked for,
// answers judged, written to disk and acknowledged, and leaderboards, whose share is subtracted.
void measure_answers(const Config& config, const std::string& data, Series& series) {
  const MeasuredProcess server(product_command(config, data));
  const RaceCost brief = race(server, config.race_participants, 1);
  const RaceCost whole = race(server, config.race_participants, 21);
  const double frame = series["broadcast of 7 kB, µs a frame"]["mc-speedrun"].back();
  const double answers = whole.answers - brief.answers;
  const double cpu = whole.cpu_us - brief.cpu_us;
  series["question and answer in a race, µs"]["mc-speedrun"].push_back(
      (cpu - (whole.leaderboards - brief.leaderboards) * frame) / answers);
}

double median(std::vector<double> values) {
  std::ranges::sort(values);
  const std::size_t half = values.size() / 2;
  return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

void print(const Series& series, const std::string& yardstick) {
  fmt::print("| what | server | median | least to most | ratio |\n|---|---|---|---|---|\n");
  for (const auto& [what, by_server] : series) {
    const auto found = by_server.find(yardstick);
    for (const auto& [name, values] : by_server) {
      const std::string ratio = found == by_server.end()
                                    ? ""
                                    : fmt::format("{:.2f}", median(values) / median(found->second));
      fmt::print("| {} | {} | {:.2f} | {:.2f} to {:.2f} | {} |\n", what, name, median(values),
                 std::ranges::min(values), std::ranges::max(values), ratio);
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  Config config;
  CLI::App app("Measures the product against other servers.", "compare");
  app.add_option("--connections", config.connections);
  app.add_option("--rounds", config.rounds);
  app.add_option("--race-participants", config.race_participants);
  app.add_option("--product", config.product, "mc-speedrun")->required();
  app.add_option("servers", config.servers, "NAME=COMMAND; the first is the yardstick")->required();
  CLI11_PARSE(app, argc, argv);
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);

  const auto data = std::filesystem::temp_directory_path() / "mc-speedrun-compare";
  Series series;
  for (std::uint32_t round = 0; round < config.rounds; ++round) {
    for (const std::string& server : config.servers) {
      const std::size_t equals = server.find('=');
      measure_server(config, server.substr(0, equals), server.substr(equals + 1), series);
    }
    std::filesystem::remove_all(data);
    measure_answers(config, data.string(), series);
    fmt::print(stderr, "round {} of {}\n", round + 1, config.rounds);
  }
  std::filesystem::remove_all(data);
  print(series, config.servers.front().substr(0, config.servers.front().find('=')));
}
