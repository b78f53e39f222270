#include "run.hpp"

#include <boost/asio/ip/address_v4.hpp>
#include <boost/asio/signal_set.hpp>
#include <cstdio>
#include <ifaddrs.h>
#include <netinet/in.h>
#include <optional>
#include <string>
#include <sys/stat.h>
#include <utility>
#include <vector>

#include "adapters/journal/spdlog_journal.hpp"
#include "adapters/system/system_clock.hpp"
#include "adapters/system/system_random.hpp"
#include "data_directory.hpp"
#include "instance.hpp"
#include "net/descriptors.hpp"

namespace mcs::app {

namespace asio = boost::asio;

namespace {

ports::Severity severity_of(const std::string& level) {
  if (level == "debug") return ports::Severity::Debug;
  if (level == "warning") return ports::Severity::Warning;
  if (level == "error") return ports::Severity::Error;
  return ports::Severity::Info;
}

// The machine's own addresses, for people on the same network.
std::vector<std::string> local_addresses() {
  std::vector<std::string> addresses;
  ifaddrs* interfaces = nullptr;
  if (getifaddrs(&interfaces) != 0) return addresses;
  for (const ifaddrs* it = interfaces; it != nullptr; it = it->ifa_next) {
    if (it->ifa_addr == nullptr || it->ifa_addr->sa_family != AF_INET) continue;
    const auto& address = reinterpret_cast<const sockaddr_in*>(it->ifa_addr)->sin_addr;
    const asio::ip::address_v4 v4(ntohl(address.s_addr));
    if (!v4.is_loopback()) addresses.push_back(v4.to_string());
  }
  freeifaddrs(interfaces);
  return addresses;
}

void print_addresses(const Config& config, std::uint16_t port) {
  std::string text = "\n  mc-speedrun is running. Open\n\n";
  const bool everywhere = config.bind == "0.0.0.0" || config.bind == "::";
  const auto add = [&](const std::string& host) {
    text += "    http://" + host + ":" + std::to_string(port) + "/\n";
  };
  if (everywhere)
    add("localhost");
  else
    add(config.bind.contains(':') ? "[" + config.bind + "]" : config.bind);
  if (everywhere)
    for (const std::string& address : local_addresses()) add(address);
  text += "\n  Data is kept in " + config.data_dir.string() + ". Ctrl+C stops it.\n\n";
  std::fputs(text.c_str(), stdout);
  std::fflush(stdout);
}

int wait_for_signal() {
  asio::io_context context;
  asio::signal_set signals(context, SIGINT, SIGTERM);
  int received = 0;
  signals.async_wait(
      [&received](const boost::system::error_code&, int signal) { received = signal; });
  context.run();
  return received;
}

int refuse_to_start(const Error& error) {
  std::fprintf(stderr, "mc-speedrun cannot start: %s\n", error.detail.c_str());
  return 1;
}

bool uses_data_directory(const Config& config) {
  return config.command == "serve";
}

// The keys that sign tokens; none if the process's roles need none.
Result<std::vector<std::string>> token_keys(const Config& config, ports::Random& random) {
  if (!config.token_keys.empty() || !uses_data_directory(config)) return config.token_keys;
  auto key = load_or_make_token_key(config.data_dir, random);
  if (!key) return fail(key.error());
  return std::vector{*std::move(key)};
}

std::optional<services::Tokens> make_tokens(const Config& config, std::vector<std::string> keys) {
  if (keys.empty()) return std::nullopt;
  return services::Tokens({.keys = std::move(keys), .lifetime = config.token_lifetime});
}

net::IoThreadsOptions thread_options(const Config& config) {
  net::IoThreadsOptions options{.own_descriptor_tables = config.own_descriptor_tables};
  if (config.threads != 0) options.count = config.threads;
  return options;
}

}  // namespace

int run(const Config& config) {
  umask(S_IRWXG | S_IRWXO);  // What is kept is nobody else's.
  journal::SpdlogJournal journal(
      config.log_format == "json" ? journal::Format::Json : journal::Format::Text,
      severity_of(config.log_level));
  system::SystemClock clock;
  system::SystemRandom random;
  Metrics metrics;
  StoreObserver store_observer(metrics, journal);
  net::raise_descriptor_limit();
  net::IoThreads threads(thread_options(config));

  if (uses_data_directory(config))
    if (const auto prepared = prepare_data_directory(config.data_dir); !prepared)
      return refuse_to_start(prepared.error());
  auto keys = token_keys(config, random);
  if (!keys) return refuse_to_start(keys.error());
  auto web_app = WebApp::load(config.web_root);
  if (!web_app) return refuse_to_start(web_app.error());
  auto stores = open_stores(config, clock, store_observer);
  if (!stores) return refuse_to_start(stores.error());

  Instance instance(config, threads, journal, clock, random, metrics, *std::move(stores),
                    make_tokens(config, *std::move(keys)));
  const bool for_people = config.command == "serve";
  if (for_people) instance.serve(*web_app);
  if (const auto started = instance.start(); !started) return refuse_to_start(started.error());
  if (for_people) print_addresses(config, instance.port());
  journal.info("started", {{"role", config.command}, {"port", instance.port()}});

  const int signal = wait_for_signal();
  journal.info("draining", {{"signal", signal}});
  const bool clean = instance.drain();
  journal.info("stopped", {{"clean", clean}});
  return clean ? 0 : 1;
}

}  // namespace mcs::app
