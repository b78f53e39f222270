// Runs the product interleaved with the servers that it is measured against and prints a table:
// medians of CPU time as the kernel counts it for the server's threads, their spread, and ratios.
//   compare [--connections N] [--rounds N] [--race-participants N] NAME=COMMAND ...
#include <CLI/CLI.hpp>
#include <filesystem>
#include <fmt/format.h>
#include <string>
#include <thread>
#include <vector>

#include "bots/crew.hpp"
#include "bots/host.hpp"
#include "bots/question_set.hpp"
#include "fleet.hpp"
#include "measured_process.hpp"
#include "middle.hpp"
#include "net/descriptors.hpp"
#include "product.hpp"
#include "protocol/question_set_json.hpp"
#include "series.hpp"

namespace {

using namespace mcs;
using bench::MeasuredProcess;
using bench::Series;

struct Config {
  std::uint32_t connections = 5'000;
  std::uint32_t rounds = 5;
  std::uint32_t race_participants = 500;
  std::string product;
  std::vector<std::string> servers;
};

// Of the servers, the one that is not spoken to in plain texts.
constexpr std::string_view socket_io = "socket.io";
constexpr std::uint32_t broadcasts = 10;
constexpr std::uint32_t requests = 10;
constexpr std::size_t small_broadcast = 600;
constexpr std::size_t leaderboard = 7'000;
// SESSION-STATE without and with a seat, and a first LEADERBOARD.
constexpr double frames_per_join = 3;

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
  const auto dialect = name == socket_io ? bench::socket_io() : bench::plain();
  bench::Fleet fleet(server.port(), config.connections, *dialect);
  const auto n = std::uint64_t{config.connections};
  const double memory = static_cast<double>(server.memory());
  series.add("handshake, µs", name, microseconds_per(server, n, [&] { fleet.connect(); }));
  series.add("memory per idle connection, bytes", name,
             (static_cast<double>(server.memory()) - memory) / static_cast<double>(n));
  series.add("broadcast of 600 B, µs a frame", name, microseconds_per(server, n * broadcasts, [&] {
               fleet.broadcast(small_broadcast, broadcasts);
             }));
  series.add("broadcast of 7 kB, µs a frame", name, microseconds_per(server, n * broadcasts, [&] {
               fleet.broadcast(leaderboard, broadcasts);
             }));
  series.add("request and reply, µs", name,
             microseconds_per(server, n * requests, [&] { fleet.request(requests); }));
}

bots::Options race_options(std::uint16_t port, std::uint32_t participants) {
  bots::Options options;
  options.servers.push_back(
      bots::Server::parse("http://127.0.0.1:" + std::to_string(port)).value());
  options.participants = participants;
  options.question_duration = std::chrono::seconds{60};
  options.think_time = bots::ThinkTime::parse("uniform:400,600").value();
  return options;
}

// The middle of a race, without joins and the end: questions asked for and answers judged, written
// to disk and acknowledged. The leaderboards' share, at a broadcast's cost, is subtracted.
void measure_race(const Config& config, const std::string& data, Series& series) {
  const MeasuredProcess server(bench::serve(config.product, data));
  bots::Options options = race_options(server.port(), config.race_participants);
  options.questions = 30;
  const bench::Middle middle = bench::race(options, {{server.pid(), options.servers.front()}});
  const double frame = series.last("broadcast of 7 kB, µs a frame", "mc-speedrun");
  series.add("request and reply, µs", "mc-speedrun in a race",
             (middle.cpu_us - middle.leaderboards * frame) / middle.requests);
  const auto& answer = middle.report.statistics.latency(bots::Measure::Answer);
  series.add("race: answers a second", "mc-speedrun in a race",
             middle.requests / 2 / middle.seconds);
  series.add("race: answer due to result, p99, ms", "mc-speedrun in a race",
             static_cast<double>(answer.quantile(0.99).count()) / 1e3);
}

// From nothing to a seat that is on disk, and what an idle seat then takes. The lobby's
// leaderboards are part of it.
void measure_joins(const Config& config, const std::string& data, Series& series) {
  const MeasuredProcess server(bench::serve(config.product, data));
  bots::Options options = race_options(server.port(), config.connections);
  const auto questions = protocol::write_question_set(bots::make_question_set(1));
  const auto access = bots::create_speedrun(options, questions);
  if (!access) throw std::runtime_error(access.error().detail);
  bots::Race race(options);
  race.code = access->code;
  bots::Crew crew(race, 0, config.connections);
  const auto n = static_cast<double>(config.connections);
  const auto memory = static_cast<double>(server.memory());
  const std::vector<bench::Target> target{{server.pid(), options.servers.front()}};
  const bench::Sample before = bench::take_sample(target);
  const std::jthread joining([&] { crew.run(); });
  while (!race.all_seated()) std::this_thread::sleep_for(std::chrono::milliseconds{10});
  const bench::Sample after = bench::take_sample(target);
  series.add("memory per idle connection, bytes", "mc-speedrun, seated",
             (static_cast<double>(server.memory()) - memory) / n);
  race.out_of_time = true;
  const double leaderboards = after.frames - before.frames - frames_per_join * n;
  const double frame = series.last("broadcast of 7 kB, µs a frame", "mc-speedrun");
  series.add("handshake, µs", "mc-speedrun, whole join",
             (after.cpu_us - before.cpu_us - leaderboards * frame) / n);
}

}  // namespace

int main(int argc, char** argv) {
  Config config;
  CLI::App app("Measures the product against other servers.", "compare");
  app.add_option("--connections", config.connections);
  app.add_option("--rounds", config.rounds);
  app.add_option("--race-participants", config.race_participants);
  app.add_option("--product", config.product, "mc-speedrun")->required();
  app.add_option(
         "servers", config.servers,
         "NAME=COMMAND; the first is the yardstick, and one named socket.io speaks its protocol")
      ->required();
  CLI11_PARSE(app, argc, argv);
  net::raise_descriptor_limit();

  const auto data = std::filesystem::temp_directory_path() / "mc-speedrun-compare";
  Series series;
  for (std::uint32_t round = 0; round < config.rounds; ++round) {
    for (const std::string& server : config.servers) {
      const std::size_t equals = server.find('=');
      measure_server(config, server.substr(0, equals), server.substr(equals + 1), series);
    }
    std::filesystem::remove_all(data);
    measure_joins(config, data.string(), series);
    std::filesystem::remove_all(data);
    measure_race(config, data.string(), series);
    fmt::print(stderr, "round {} of {}\n", round + 1, config.rounds);
  }
  std::filesystem::remove_all(data);
  series.print();
}
