// Runs the product interleaved with the servers that it is measured against and prints a table:
// medians of CPU time as the kernel counts it for the server's threads, their spread, and ratios.
//   compare [--connections N] [--rounds N] [--race-participants N] NAME=COMMAND ...
#include <CLI/CLI.hpp>
#include <algorithm>
#include <atomic>
#include <filesystem>
#include <fmt/format.h>
#include <map>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "bots/crew.hpp"
#include "bots/host.hpp"
#include "bots/http.hpp"
#include "bots/http_client.hpp"
#include "bots/question_set.hpp"
#include "bots/run.hpp"
#include "fleet.hpp"
#include "measured_process.hpp"
#include "net/descriptors.hpp"
#include "protocol/question_set_json.hpp"

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

// What the server had done by a moment of the race.
struct Sample {
  double cpu_us;
  double messages;  // From clients; each is answered by one frame while everybody plays.
  double frames;    // To clients.
};

double metric(const std::string& metrics, std::string_view name) {
  double sum = 0;
  for (std::size_t at = metrics.find(name); at != std::string::npos;
       at = metrics.find(name, at + 1)) {
    const std::size_t value = metrics.find(' ', at);
    if (at == 0 || metrics[at - 1] == '\n') sum += std::stod(metrics.substr(value));
  }
  return sum;
}

Sample take_sample(const MeasuredProcess& server, const bots::Server& address) {
  const auto reply = bots::fetch(address, bots::write_get(address.name, "/metrics", ""));
  if (!reply) throw std::runtime_error(reply.error().detail);
  return {.cpu_us = static_cast<double>(server.cpu_time().count()) / 1e3,
          .messages = metric(reply->body, "mcs_websocket_messages_received"),
          .frames = metric(reply->body, "mcs_websocket_frames_sent")};
}

// The middle of a race, without joins and the end: questions asked for and answers judged, written
// to disk and acknowledged. The leaderboards' share, at a broadcast's cost, is subtracted.
void measure_race(const Config& config, const std::string& data, Series& series) {
  const MeasuredProcess server(product_command(config, data));
  bots::Options options = race_options(server.port(), config.race_participants);
  constexpr double questions = 30;
  options.questions = static_cast<std::uint32_t>(questions);
  const double messages = 2 * questions * options.participants;
  const double joined = options.participants;

  std::optional<Result<bots::Report>> report;
  std::atomic<bool> over = false;
  std::vector<Sample> middle;
  {
    const std::jthread racing([&] {
      report = bots::run(options, [](std::string_view) {});
      over = true;
    });
    while (!over) {
      std::this_thread::sleep_for(std::chrono::milliseconds{250});
      const Sample sample = take_sample(server, options.servers.front());
      const double share = (sample.messages - joined) / messages;
      if (share > 0.1 && share < 0.9) middle.push_back(sample);
    }
  }
  if (!*report || !(*report)->passed() || middle.size() < 2)
    throw std::runtime_error(*report ? to_text(**report) : report->error().detail);
  const double asked = middle.back().messages - middle.front().messages;
  const double leaderboards = middle.back().frames - middle.front().frames - asked;
  const double frame = series["broadcast of 7 kB, µs a frame"]["mc-speedrun"].back();
  const double cpu = middle.back().cpu_us - middle.front().cpu_us;
  series["request and reply, µs"]["mc-speedrun in a race"].push_back((cpu - leaderboards * frame) /
                                                                     asked);
  const auto& answer = (*report)->statistics.latency(bots::Measure::Answer);
  series["race: answers a second"]["mc-speedrun in a race"].push_back(
      static_cast<double>((*report)->answers_per_second()));
  series["race: answer due to result, p99, ms"]["mc-speedrun in a race"].push_back(
      static_cast<double>(answer.quantile(0.99).count()) / 1e3);
}

// From nothing to a seat that is on disk, and what an idle seat then takes. The lobby's
// leaderboards are part of it.
void measure_joins(const Config& config, const std::string& data, Series& series) {
  const MeasuredProcess server(product_command(config, data));
  bots::Options options = race_options(server.port(), config.connections);
  const auto questions = protocol::write_question_set(bots::make_question_set(1));
  const auto access = bots::create_speedrun(options, questions);
  if (!access) throw std::runtime_error(access.error().detail);
  bots::Race race(options);
  race.code = access->code;
  bots::Crew crew(race, 0, config.connections);
  const auto n = static_cast<double>(config.connections);
  const auto memory = static_cast<double>(server.memory());
  const Sample before = take_sample(server, options.servers.front());
  const std::jthread joining([&] { crew.run(); });
  while (!race.all_seated()) std::this_thread::sleep_for(std::chrono::milliseconds{10});
  const Sample after = take_sample(server, options.servers.front());
  series["memory per idle connection, bytes"]["mc-speedrun, seated"].push_back(
      (static_cast<double>(server.memory()) - memory) / n);
  race.out_of_time = true;
  const double leaderboards = after.frames - before.frames - frames_per_join * n;
  const double frame = series["broadcast of 7 kB, µs a frame"]["mc-speedrun"].back();
  series["handshake, µs"]["mc-speedrun, whole join"].push_back(
      (after.cpu_us - before.cpu_us - leaderboards * frame) / n);
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
  print(series, config.servers.front().substr(0, config.servers.front().find('=')));
}
