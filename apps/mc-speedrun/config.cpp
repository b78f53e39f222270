#include "config.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdlib>
#include <sstream>

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

void add_serve_options(CLI::App& app, ServeConfig& config) {
  app.add_option("--port", config.port, "TCP port; 0 for any free one")
      ->check(CLI::Range(0, 65'535))
      ->envname("MC_SPEEDRUN_PORT");
  app.add_option("--bind", config.bind, "Numeric address to listen on; :: for IPv6 and IPv4")
      ->check(CLI::TypeValidator<std::string>())
      ->envname("MC_SPEEDRUN_BIND");
  app.add_option("--data-dir", config.data_dir, "Where everything is kept")
      ->envname("MC_SPEEDRUN_DATA_DIR");
  app.add_option("--threads", config.threads, "I/O threads; 0 for one for each core")
      ->check(CLI::Range(0, 256))
      ->envname("MC_SPEEDRUN_THREADS");
  app.add_option("--max-connections", config.max_connections, "Open connections at once")
      ->check(CLI::Range(1, 10'000'000))
      ->envname("MC_SPEEDRUN_MAX_CONNECTIONS");
  app.add_option("--max-participants", config.max_participants, "Seats in a speedrun")
      ->check(CLI::Range(1, 4'000'000))
      ->envname("MC_SPEEDRUN_MAX_PARTICIPANTS");
  app.add_option("--trusted-proxies", config.trusted_proxies,
                 "Proxies in front that append to X-Forwarded-For")
      ->check(CLI::Range(0, 16))
      ->envname("MC_SPEEDRUN_TRUSTED_PROXIES");
  add_duration(app, "--latency-credit-ms", config.latency_credit,
               "Milliseconds of a slow line that cost nobody points; 0 turns it off", 0, 1'000)
      ->envname("MC_SPEEDRUN_LATENCY_CREDIT_MS");
  add_duration(app, "--token-lifetime-s", config.token_lifetime,
               "Seconds for which tokens, and so speedruns, live", 60, 30 * 86'400)
      ->envname("MC_SPEEDRUN_TOKEN_LIFETIME_S");
  app.add_option("--token-key", config.token_key,
                 "Signs tokens: at least 32 bytes; by default a key in the data directory")
      ->envname("MC_SPEEDRUN_TOKEN_KEY");
  app.add_option("--hosts-per-second", config.hosts_per_second,
                 "New speedruns per second from one address")
      ->check(CLI::Range(0.001, 1e6))
      ->envname("MC_SPEEDRUN_HOSTS_PER_SECOND");
  app.add_option("--hosts-burst", config.hosts_burst, "New speedruns at once from one address")
      ->check(CLI::Range(1, 1'000'000))
      ->envname("MC_SPEEDRUN_HOSTS_BURST");
  app.add_option("--joins-per-second", config.joins_per_second, "Joins per second from one address")
      ->check(CLI::Range(0.001, 1e6))
      ->envname("MC_SPEEDRUN_JOINS_PER_SECOND");
  app.add_option("--joins-burst", config.joins_burst, "Joins at once from one address")
      ->check(CLI::Range(1, 1'000'000))
      ->envname("MC_SPEEDRUN_JOINS_BURST");
  add_duration(app, "--drain-timeout-s", config.drain_timeout, "Seconds to finish in after SIGTERM",
               1, 600)
      ->envname("MC_SPEEDRUN_DRAIN_TIMEOUT_S");
  app.add_option("--log-level", config.log_level, "debug, info, warning or error")
      ->check(CLI::IsMember({"debug", "info", "warning", "error"}))
      ->envname("MC_SPEEDRUN_LOG_LEVEL");
  app.add_option("--log-format", config.log_format, "text or json")
      ->check(CLI::IsMember({"text", "json"}))
      ->envname("MC_SPEEDRUN_LOG_FORMAT");
  app.add_option("--web-root", config.web_root,
                 "Serve the web app from this directory instead of the one built in")
      ->check(CLI::ExistingDirectory)
      ->envname("MC_SPEEDRUN_WEB_ROOT");
}

}  // namespace

CommandLine parse_command_line(int argc, const char* const* argv) {
  ServeConfig config;
  config.data_dir = default_data_dir();

  CLI::App app("Live quiz racing: the fastest, most accurate participant wins.", "mc-speedrun");
  app.set_version_flag("--version", MCS_VERSION);
  app.require_subcommand(1);
  app.option_defaults()->always_capture_default();
  CLI::App* serve = app.add_subcommand(
      "serve", "Run everything in one process, with nothing else to install or configure");
  serve->option_defaults()->always_capture_default();
  serve->set_config("--config", "", "File with the options below, as 'name = value' lines")
      ->envname("MC_SPEEDRUN_CONFIG");
  serve->allow_config_extras(CLI::config_extras_mode::error);
  add_serve_options(*serve, config);
  BotsConfig bots_config;
  CLI::App* bots = app.add_subcommand(
      "bots", "Let bots race on a running server, check what it tells them and measure how fast");
  bots->option_defaults()->always_capture_default();
  add_bots_options(*bots, bots_config);

  try {
    app.parse(argc, argv);
    if (!config.token_key.empty() && config.token_key.size() < services::Tokens::min_key_size)
      throw CLI::ValidationError("--token-key", "needs at least 32 bytes");
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
