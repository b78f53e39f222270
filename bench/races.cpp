// Whole races of the product, what happens when everybody does the same at once, how long it takes
// to be back after a crash, and what an instance more costs; prints a table.
//   races [--participants N] [--rounds N] [--stand-participants N]
//         [--only storms|race|recovery|instances ...] --product P --stand S
#include <CLI/CLI.hpp>
#include <algorithm>
#include <atomic>
#include <ctime>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <map>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "bots/run.hpp"
#include "measured_process.hpp"
#include "metrics.hpp"
#include "middle.hpp"
#include "net/descriptors.hpp"
#include "product.hpp"
#include "series.hpp"

namespace {

using namespace mcs;
using namespace std::chrono_literals;
using bench::MeasuredProcess;
using bench::Metrics;
using bench::Series;
using bots::Measure;
using bots::Phase;
using Time = std::chrono::steady_clock::time_point;

struct Config {
  std::uint32_t participants = 15'000;
  std::uint32_t rounds = 3;
  std::uint32_t stand_participants = 4'000;
  std::vector<std::string> only{"storms", "race", "recovery", "instances"};
  std::string product;
  std::string stand;
};

constexpr std::string_view embedded = "embedded";
constexpr unsigned stand_port = 9'400;

double seconds(std::chrono::steady_clock::duration time) {
  return std::chrono::duration<double>(time).count();
}
double ms(std::chrono::microseconds time) {
  return static_cast<double>(time.count()) / 1e3;
}

// Of this process, which is the bots: seconds.
double own_cpu() {
  timespec used{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
  return static_cast<double>(used.tv_sec) + static_cast<double>(used.tv_nsec) / 1e9;
}

// How much CPU time a process had used, by time, until it ended.
class CpuLog {
 public:
  explicit CpuLog(pid_t process)
      : thread_([this, process](const std::stop_token& stop) { write(process, stop); }) {}

  double seconds_between(Time begin, Time end) const { return used(end) - used(begin); }

 private:
  void write(pid_t process, const std::stop_token& stop) try {
    for (; !stop.stop_requested(); std::this_thread::sleep_for(10ms)) {
      const auto used = bench::cpu_time_of(process);
      const std::lock_guard lock(mutex_);
      entries_.emplace_back(std::chrono::steady_clock::now(), used);
    }
  } catch (const std::filesystem::filesystem_error&) {
    return;  // It has ended.
  }
  double used(Time by) const {
    const std::lock_guard lock(mutex_);
    const auto after = std::ranges::lower_bound(entries_, by, {}, &Entry::first);
    return seconds((after == entries_.end() ? entries_.back() : *after).second);
  }

  using Entry = std::pair<Time, std::chrono::nanoseconds>;
  mutable std::mutex mutex_;
  std::vector<Entry> entries_;
  std::jthread thread_;
};

bots::Server local(unsigned port) {
  return bots::Server::parse(fmt::format("http://127.0.0.1:{}", port)).value();
}

bots::Options race_options(std::uint16_t port, std::uint32_t participants, std::uint32_t questions,
                           std::string_view think_time) {
  bots::Options options;
  options.servers.push_back(local(port));
  options.participants = participants;
  options.questions = questions;
  options.question_duration = 60s;
  options.think_time = bots::ThinkTime::parse(think_time).value();
  return options;
}

// As fast as they come: all seats, all first questions, all summaries.
void measure_storms(const Config& config, const std::string& data, Series& series) {
  const MeasuredProcess server(bench::serve(config.product, data));
  const CpuLog cpu(server.pid());
  const auto options = race_options(server.port(), config.participants, 1, "uniform:5000,6000");
  const bots::Report report = bench::passed(bots::run(options, [](std::string_view) {}));
  const auto n = static_cast<double>(config.participants);
  const auto storm = [&](std::string_view name, Phase phase) {
    const bots::Span& span = report.statistics.span(phase);
    series.add(fmt::format("{}: s until the last", name), embedded, seconds(span.length()));
    series.add(fmt::format("{}: CPU, µs each", name), embedded,
               cpu.seconds_between(span.first, span.last) * 1e6 / n);
  };
  storm("join storm", Phase::Joining);
  series.add("join storm: name to seat, p99, ms", embedded,
             ms(report.statistics.latency(Measure::Seat).quantile(0.99)));
  storm("start storm", Phase::Starting);
  storm("finish storm", Phase::Finishing);
}

void measure_race(const Config& config, const std::string& data, Series& series) {
  const MeasuredProcess server(bench::serve(config.product, data));
  const double memory = static_cast<double>(server.memory());
  const auto options = race_options(server.port(), config.participants, 30, "uniform:450,2450");
  const double own = own_cpu();
  const bench::Middle middle = bench::race(options, {{server.pid(), options.servers.front()}});
  const auto& statistics = middle.report.statistics;
  const double answers = middle.requests / 2;
  series.add("race: answers a second", embedded, answers / middle.seconds);
  series.add("race: answer due to result, p50, ms", embedded,
             ms(statistics.latency(Measure::Answer).quantile(0.5)));
  series.add("race: answer due to result, p99, ms", embedded,
             ms(statistics.latency(Measure::Answer).quantile(0.99)));
  series.add("race: leaderboards a second", embedded, middle.leaderboards / middle.seconds);
  series.add("race: server's CPU an answer, leaderboards included, µs", embedded,
             middle.cpu_us / answers);
  series.add("race: bots' CPU an answer, all of the race, µs", embedded,
             (own_cpu() - own) * 1e6 / static_cast<double>(statistics.answers));
  const Metrics metrics = Metrics::fetch(options.servers.front());
  series.add("race: append, p50 at most, ms", embedded,
             1e3 * metrics.quantile("mcs_append_seconds", 0.5));
  series.add("race: append, p99 at most, ms", embedded,
             1e3 * metrics.quantile("mcs_append_seconds", 0.99));
  series.add("race: memory a participant, at the end, KiB", embedded,
             (static_cast<double>(server.memory()) - memory) / 1024 / options.participants);
}

// Kills the server when all are in their question, starts it again, and waits until all are back.
void measure_recovery(const Config& config, const std::string& data, Series& series) {
  std::optional<MeasuredProcess> server(std::in_place, bench::serve(config.product, data));
  const std::uint16_t port = server->port();
  const auto options = race_options(port, config.participants, 1, "uniform:25000,26000");
  std::optional<Result<bots::Report>> report;
  std::atomic<bool> over = false;
  std::jthread racing([&] {
    report = bots::run(options, [](std::string_view) {});
    over = true;
  });
  const auto in_question = [&] {
    return Metrics::fetch(options.servers.front())["mcs_websocket_messages_received"] >=
           2.0 * config.participants;
  };
  while (!over && !in_question()) std::this_thread::sleep_for(100ms);
  std::this_thread::sleep_for(2s);
  server.reset();
  const Time begin = std::chrono::steady_clock::now();
  server.emplace(bench::serve(config.product, data, port));
  const CpuLog cpu(server->pid());
  racing.join();
  const auto statistics = bench::passed(*std::move(report)).statistics;
  const Time end = statistics.span(Phase::Resuming).last;
  series.add("recovery: s from the start to the last in its question", embedded,
             seconds(end - begin));
  series.add("recovery: server's CPU, s", embedded, cpu.seconds_between(begin, end));
  series.add("recovery: loss to session, p50, ms", embedded,
             ms(statistics.latency(Measure::Resume).quantile(0.5)));
}

pid_t process_of(const std::string& data, const std::string& name) {
  pid_t process = 0;
  if (!(std::ifstream(data + "/pids/" + name) >> process))
    throw std::runtime_error("the stand has no process " + name);
  return process;
}

void measure_instances(const Config& config, const std::string& data, unsigned instances,
                       Series& series) {
  MeasuredProcess stand({config.stand, "--port", std::to_string(stand_port), "--instances",
                         std::to_string(instances), "--data-dir", data, "--joins-burst", "1000000",
                         "--joins-per-second", "1000000"});
  auto options = race_options(stand.port(), config.stand_participants, 20, "uniform:400,2400");
  std::vector<bench::Target> targets;
  for (unsigned number = 1; number <= instances; ++number) {
    const bots::Server address = local(stand_port + 10 + number);
    options.speed_run_servers.push_back(address);
    targets.push_back({process_of(data, fmt::format("speed-run-{}", number)), address});
  }
  const CpuLog redis(process_of(data, "redis"));
  const bench::Middle middle = bench::race(options, targets);
  const auto& statistics = middle.report.statistics;
  const std::string whose = fmt::format("{} on Redis", instances);
  const double answers = middle.requests / 2;
  series.add("instances: CPU an answer, leaderboards included, µs", whose, middle.cpu_us / answers);
  series.add("instances: leaderboards an answer", whose, middle.leaderboards / answers);
  series.add("instances: answer due to result, p99, ms", whose,
             ms(statistics.latency(Measure::Answer).quantile(0.99)));
  series.add("instances: append, p50 at most, ms", whose,
             1e3 * Metrics::fetch(targets.front().address).quantile("mcs_append_seconds", 0.5));
  series.add("instances: append, p99 at most, ms", whose,
             1e3 * Metrics::fetch(targets.front().address).quantile("mcs_append_seconds", 0.99));
  const bots::Span& racing = statistics.span(Phase::Racing);
  series.add("instances: Redis' CPU an answer, µs", whose,
             redis.seconds_between(racing.first, racing.last) * 1e6 /
                 static_cast<double>(statistics.answers));
  stand.stop();
}

// The same race on more instances. All read the same log, so each costs something more.
void measure_stand(const Config& config, const std::string& data, Series& series) {
  for (const unsigned instances : {1U, 2U, 4U}) {
    std::filesystem::remove_all(data);
    measure_instances(config, data, instances, series);
  }
}

}  // namespace

int main(int argc, char** argv) {
  Config config;
  CLI::App app("Measures whole races of the product.", "races");
  app.add_option("--participants", config.participants);
  app.add_option("--rounds", config.rounds);
  app.add_option("--stand-participants", config.stand_participants);
  app.add_option("--only", config.only)
      ->check(CLI::IsMember({"storms", "race", "recovery", "instances"}));
  app.add_option("--product", config.product, "mc-speedrun")->required();
  app.add_option("--stand", config.stand, "script/cluster")->required();
  CLI11_PARSE(app, argc, argv);
  net::raise_descriptor_limit();

  const auto directory = std::filesystem::temp_directory_path() / "mc-speedrun-races";
  const std::string data = directory.string();
  using Measure = void (*)(const Config&, const std::string&, Series&);
  const std::map<std::string, Measure> measures{{"storms", measure_storms},
                                                {"race", measure_race},
                                                {"recovery", measure_recovery},
                                                {"instances", measure_stand}};
  Series series;
  for (std::uint32_t round = 0; round < config.rounds; ++round) {
    for (const std::string& name : config.only) {
      std::filesystem::remove_all(directory);
      measures.at(name)(config, data, series);
    }
    fmt::print(stderr, "round {} of {}\n", round + 1, config.rounds);
  }
  std::filesystem::remove_all(directory);
  series.print();
}
