#include "config.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <cstdlib>
#include <sstream>
#include <string_view>
#include <utility>

#include "options.hpp"
#include "services/tokens.hpp"

namespace mcs::app {

namespace {

std::filesystem::path default_data_dir() {
  // https://specifications.freedesktop.org/basedir-spec/latest/
  if (const char* home = std::getenv("XDG_DATA_HOME"); home != nullptr && *home == '/')
    return std::filesystem::path(home) / "mc-speedrun";
  const char* home = std::getenv("HOME");
  return std::filesystem::path(home != nullptr ? home : ".") / ".local/share/mc-speedrun";
}

// Options of one heading in --help. Each is a flag, and the environment variable of its name:
// --data-dir is MC_SPEEDRUN_DATA_DIR.
class OptionGroup {
 public:
  OptionGroup(CLI::App& app, std::string name) : app_(app), name_(std::move(name)) {}

  template <class T>
  CLI::Option* add(const std::string& flag, T& value, const std::string& description) {
    return label(app_.add_option(flag, value, description), flag);
  }

  CLI::Option* add_flag(const std::string& flag, bool& value, const std::string& description) {
    return label(app_.add_flag(flag, value, description), flag);
  }

  template <class Duration>
  CLI::Option* add_duration(const std::string& flag, Duration& value,
                            const std::string& description, std::int64_t least, std::int64_t most) {
    return label(app::add_duration(app_, flag, value, description, least, most), flag);
  }

 private:
  CLI::Option* label(CLI::Option* option, const std::string& flag) const {
    std::string variable = "MC_SPEEDRUN_" + flag.substr(2);
    std::ranges::transform(variable, variable.begin(), [](char c) {
      return c == '-' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    });
    return option->group(name_)->envname(variable);
  }

  CLI::App& app_;
  const std::string name_;
};

void add_serving_options(CLI::App& app, Config& config) {
  OptionGroup group(app, "Serving");
  group.add("--port", config.port, "TCP port; 0 for any free one")->check(CLI::Range(0, 65'535));
  group.add("--bind", config.bind, "Numeric address to listen on; :: for IPv6 and IPv4");
  group.add("--threads", config.threads, "I/O threads; 0 for one for each core")
      ->check(CLI::Range(0, 256));
  group.add_flag(
      "--own-descriptor-tables", config.own_descriptor_tables,
      "A table of descriptors for each I/O thread: more connections than ulimit -Hn, which "
      "then holds for a thread");
  group.add("--max-connections", config.max_connections, "Open connections at once")
      ->check(CLI::Range(1, 10'000'000));
  group
      .add("--trusted-proxies", config.trusted_proxies,
           "Proxies in front that append to X-Forwarded-For")
      ->check(CLI::Range(0, 16));
  group.add_duration("--drain-timeout-s", config.drain_timeout,
                     "Seconds to finish in after SIGTERM", 1, 600);
  group
      .add("--web-root", config.web_root,
           "Serve the web app from this directory instead of the one built in")
      ->check(CLI::ExistingDirectory);
}

void add_game_options(CLI::App& app, Config& config) {
  OptionGroup group(app, "Game");
  group.add("--max-participants", config.max_participants, "Seats in a speedrun")
      ->check(CLI::Range(1, 4'000'000));
  group.add_duration("--latency-credit-ms", config.latency_credit,
                     "Milliseconds of a slow line that cost nobody points; 0 turns it off", 0,
                     1'000);
}

void add_sign_on_options(CLI::App& app, Config& config) {
  OptionGroup group(app, "Signing on");
  group.add_duration("--token-lifetime-s", config.token_lifetime,
                     "Seconds for which tokens, and so speedruns, live", 60, 30 * 86'400);
  group
      .add("--token-key", config.token_keys,
           "Signs tokens: at least 32 bytes, no comma; of several, the first signs and all are "
           "accepted; by default a key in the data directory")
      ->delimiter(',');
  group
      .add("--hosts-per-second", config.hosts_per_second,
           "New speedruns per second from an address")
      ->check(CLI::Range(0.001, 1e6));
  group.add("--hosts-burst", config.hosts_burst, "New speedruns at once from one address")
      ->check(CLI::Range(1, 1'000'000));
  group.add("--joins-per-second", config.joins_per_second, "Joins per second from one address")
      ->check(CLI::Range(0.001, 1e6));
  group.add("--joins-burst", config.joins_burst, "Joins at once from one address")
      ->check(CLI::Range(1, 1'000'000));
}

void add_store_options(CLI::App& app, Config& config) {
  OptionGroup group(app, "Where things are kept");
  group.add("--data-dir", config.data_dir, "Everything that the options below put nowhere else");
  group
      .add("--redis-url", config.redis_urls,
           "Running speedruns: redis://[user:password@]host[:port], rediss:// with TLS; several "
           "share the speedruns")
      ->delimiter(',');
  group.add("--redis-password", config.redis_password, "Where the URL has none");
  group
      .add("--redis-ca-file", config.redis_ca_file,
           "Certificate authorities for rediss://, in PEM; by default the system's")
      ->check(CLI::ExistingFile);
  group
      .add("--redis-durability", config.redis_durability,
           "What an acknowledged answer has survived: disk (appendfsync always), replicas, or "
           "server (whatever Redis is set to)")
      ->check(CLI::IsMember({"disk", "replicas", "server"}));
  group
      .add("--redis-replicas", config.redis_replicas,
           "Replicas that must have an answer, with --redis-durability replicas")
      ->check(CLI::Range(1, 16));
  group.add("--question-sets", config.question_sets, "Question sets: a shared directory");
  group.add("--completion-queue", config.completion_queue,
            "Finished speedruns that wait to be reported: the URL of an SQS FIFO queue");
  group.add("--result-table", config.result_table, "Results: the name of a DynamoDB table");
  group.add_flag("--create-missing", config.create_missing,
                 "Make the queue and the table if there are none: for trying things out");
}

void add_logging_options(CLI::App& app, Config& config) {
  OptionGroup group(app, "Logging");
  group.add("--log-level", config.log_level, "debug, info, warning or error")
      ->check(CLI::IsMember({"debug", "info", "warning", "error"}));
  group.add("--log-format", config.log_format, "text or json")
      ->check(CLI::IsMember({"text", "json"}));
  group.add_duration(
      "--metrics-log-interval-s", config.metrics_log_interval,
      "Seconds between lines of metrics for CloudWatch on standard output; 0 for none", 0, 3'600);
}

struct Command {
  const char* name;
  Roles roles;
  const char* description;
};

constexpr std::array commands{
    Command{"serve", Roles::all(),
            "Run everything in one process, with nothing else to install or configure"},
    Command{"sign-on", {.sign_on = true}, "Hosts create speedruns, participants join; results"},
    Command{"question-set-loader", {.question_set_loader = true}, "Takes question sets"},
    Command{"speed-run", {.speed_run = true}, "Runs the game over WebSockets"},
    Command{"reporter", {.reporter = true}, "Turns finished speedruns into results"},
    Command{"replay", {.replay = true}, "Print a finished speedrun's result as its log gives it"}};

// Other processes must find what a role keeps: it cannot be in a directory of its own.
void check_shared(const Config& config) {
  const auto need = [&config](bool missing, const char* flag) {
    if (missing)
      throw CLI::ValidationError(
          flag, "is needed by " + config.command + ", which shares it with other processes");
  };
  const Roles& roles = config.roles;
  need(config.redis_urls.empty(), "--redis-url");
  need(config.token_keys.empty() && roles.use_tokens(), "--token-key");
  need(config.question_sets.empty() && roles.use_question_sets(), "--question-sets");
  need(config.completion_queue.empty() && roles.use_completions(), "--completion-queue");
  need(config.result_table.empty() && roles.use_results(), "--result-table");
}

void check(const Config& config) {
  for (const std::string& key : config.token_keys)
    if (key.size() < services::Tokens::min_key_size)
      throw CLI::ValidationError("--token-key",
                                 "needs at least 32 bytes, and got " + std::to_string(key.size()));
  const bool may_be_alone = config.roles.replay && config.redis_urls.empty();
  if (config.command != "serve" && !may_be_alone) check_shared(config);
}

// Everything, whichever command was asked about: they share their options.
std::string help(const CLI::App& app) {
  return app.get_formatter()->make_help(&app, app.get_name(), CLI::AppFormatMode::Normal);
}

// CLI11 since 2.4 passes over an environment variable whose value is not allowed; here it is a
// mistake like any other.
void refuse_wrong_variables(CLI::App& app) {
  for (CLI::Option* const option : app.get_options()) {
    const std::string variable = option->get_envname();
    if (option->count() > 0 || variable.empty()) continue;
    const char* const value = std::getenv(variable.c_str());
    if (value == nullptr || *value == '\0') continue;
    option->add_result(value);
    option->run_callback();  // Throws, as for a flag.
  }
}

}  // namespace

CommandLine parse_command_line(int argc, const char* const* argv) {
  Config config;
  config.data_dir = default_data_dir();

  CLI::App app("Live quiz racing: the fastest, most accurate participant wins.", "mc-speedrun");
  app.set_version_flag("--version", MCS_VERSION);
  app.require_subcommand(1);
  app.option_defaults()->always_capture_default();
  for (const Command& command : commands) {
    CLI::App* added = app.add_subcommand(command.name, command.description);
    // All commands have the same options, which --help of each tells.
    added->set_help_flag();
    added->fallthrough();
    if (command.roles.replay)
      added->add_option("code", config.code, "The speedrun's access code")->required();
    added->callback([&config, &command] {
      config.command = command.name;
      config.roles = command.roles;
    });
  }
  BotsConfig bots_config;
  CLI::App* bots = app.add_subcommand(
      "bots", "Let bots race on a running server, check what it tells them and measure how fast");
  bots->option_defaults()->always_capture_default();
  add_bots_options(*bots, bots_config);
  app.set_config("--config", "", "File with options, as 'name = value' lines")
      ->envname("MC_SPEEDRUN_CONFIG");
  app.allow_config_extras(CLI::config_extras_mode::error);
  add_serving_options(app, config);
  add_game_options(app, config);
  add_sign_on_options(app, config);
  add_store_options(app, config);
  add_logging_options(app, config);

  try {
    app.parse(argc, argv);
    refuse_wrong_variables(app);
    if (!bots->parsed()) check(config);
  } catch (const CLI::CallForHelp&) {
    return std::unexpected(PrintAndExit{0, bots->parsed() ? bots->help() : help(app)});
  } catch (const CLI::ParseError& error) {
    std::ostringstream out;
    std::ostringstream err;
    const int status = app.exit(error, out, err);
    return std::unexpected(PrintAndExit{status == 0 ? 0 : 2, status == 0 ? out.str() : err.str()});
  }
  if (bots->parsed()) return bots_config;
  return config;
}

}  // namespace mcs::app
