#include "bots_command.hpp"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <fmt/format.h>
#include <fstream>
#include <iterator>

#include "bots/run.hpp"
#include "options.hpp"

namespace mcs::app {

namespace {

Result<std::string> read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::string content(std::istreambuf_iterator<char>(file), {});
  if (!file) return fail(ErrorCode::BadRequest, "cannot read " + path.string());
  return content;
}

Result<std::vector<bots::Server>> to_servers(const std::vector<std::string>& urls) {
  std::vector<bots::Server> servers;
  for (const std::string& url : urls) {
    auto server = bots::Server::parse(url);
    if (!server) return fail(server.error());
    servers.push_back(*std::move(server));
  }
  return servers;
}

Result<bots::Options> to_options(const BotsConfig& config) {
  bots::Options options;
  auto servers = to_servers(config.urls);
  if (!servers) return fail(servers.error());
  options.servers = *std::move(servers);
  auto speed_run_servers = to_servers(config.speed_run_urls);
  if (!speed_run_servers) return fail(speed_run_servers.error());
  options.speed_run_servers = *std::move(speed_run_servers);
  for (const std::string& text : config.source_addresses) {
    const auto source = bots::parse_source(text);
    if (!source) return fail(source.error());
    options.sources.push_back(*source);
  }
  if (!config.code.empty()) {
    const auto code = AccessCode::parse(config.code);
    if (!code) return fail(code.error());
    options.code = *code;
  }
  if (!config.question_set.empty()) {
    auto content = read_file(config.question_set);
    if (!content) return fail(content.error());
    options.question_set = *std::move(content);
  }
  const auto think_time = bots::ThinkTime::parse(config.think_time);
  if (!think_time) return fail(think_time.error());
  const auto skill = bots::Skill::parse(config.skill);
  if (!skill) return fail(skill.error());
  options.think_time = *think_time;
  options.skill = *skill;
  options.participants = config.participants;
  options.questions = config.questions;
  options.question_duration = config.duration;
  options.reconnect_rate = config.reconnect_rate;
  options.threads = config.threads;
  options.seed = config.seed;
  options.time_limit = config.time_limit;
  return options;
}

int refuse(const Error& error) {
  std::fprintf(stderr, "the bots cannot begin: %s\n", error.detail.c_str());
  return 2;
}

}  // namespace

void add_bots_options(CLI::App& app, BotsConfig& config) {
  app.add_option("--url", config.urls,
                 "The server, http://host:port; of several, bots spread over all and go to the "
                 "next when one is lost");
  app.add_option("--speed-run-url", config.speed_run_urls,
                 "Where WebSockets go, past a proxy that takes the rest; otherwise to --url")
      ->delimiter(',');
  app.add_option("--source-addresses", config.source_addresses,
                 "Connect from these addresses of this machine, such as 127.0.0.2,127.0.0.3: one "
                 "has ports for some 28,000 bots")
      ->delimiter(',');
  app.add_option("--participants", config.participants, "How many bots race")
      ->check(CLI::Range(1, 4'000'000));
  app.add_option("--code", config.code,
                 "Join this speedrun, which someone else hosts; otherwise the bots bring a host");
  app.add_option("--question-set", config.question_set,
                 "The host's question set; otherwise one is made up")
      ->check(CLI::ExistingFile);
  app.add_option("--questions", config.questions, "How many of its questions the host selects")
      ->check(CLI::Range(1, 5'000));
  add_duration(app, "--duration", config.duration, "Seconds that the host gives for a question", 1,
               600);
  app.add_option("--think-time", config.think_time,
                 "Milliseconds until a bot answers: fixed:MS, uniform:LEAST,MOST, "
                 "exponential:MEAN or lognormal:MEDIAN,SIGMA");
  app.add_option("--skill", config.skill,
                 "Probability of a right answer; each bot draws its own from a range");
  app.add_option("--reconnect-rate", config.reconnect_rate,
                 "Share of questions at which a bot's connection breaks: while it asks, thinks or "
                 "answers")
      ->check(CLI::Range(0.0, 1.0));
  app.add_option("--threads", config.threads, "Threads that the bots are spread over")
      ->check(CLI::Range(1, 64));
  app.add_option("--seed", config.seed, "Of everything that the bots draw");
  add_duration(app, "--time-limit", config.time_limit,
               "Seconds after which whoever has not finished has failed", 1, 86'400);
  app.add_flag("--json", config.json, "Report as JSON");
}

int run_bots(const BotsConfig& config) {
  const auto options = to_options(config);
  if (!options) return refuse(options.error());
  const auto report =
      bots::run(*options, [](std::string_view line) { fmt::print(stderr, "{}\n", line); });
  if (!report) return refuse(report.error());
  const std::string text = config.json ? bots::to_json(*report) : bots::to_text(*report);
  std::fputs(text.c_str(), stdout);
  return report->passed() ? 0 : 1;
}

}  // namespace mcs::app
