#include "serve.hpp"

#include <atomic>
#include <boost/asio/signal_set.hpp>
#include <cstdio>
#include <ifaddrs.h>
#include <memory>
#include <netinet/in.h>
#include <string>
#include <sys/stat.h>
#include <thread>
#include <utility>

#include "adapters/directory/question_set_store.hpp"
#include "adapters/journal/spdlog_journal.hpp"
#include "adapters/sqlite/completion_queue.hpp"
#include "adapters/sqlite/result_store.hpp"
#include "adapters/sqlite/speedrun_log.hpp"
#include "adapters/system/system_clock.hpp"
#include "adapters/system/system_random.hpp"
#include "api/routes.hpp"
#include "data_directory.hpp"
#include "metrics.hpp"
#include "net/server.hpp"
#include "services/reporter.hpp"
#include "services/spawn.hpp"
#include "services/speed_run/sweeper.hpp"
#include "web_app.hpp"

namespace mcs::app {

namespace asio = boost::asio;

namespace {

ports::Severity severity_of(const std::string& level) {
  if (level == "debug") return ports::Severity::Debug;
  if (level == "warning") return ports::Severity::Warning;
  if (level == "error") return ports::Severity::Error;
  return ports::Severity::Info;
}

// What is kept: the embedded forms of the log, the question sets, the queue and the results.
struct Stores {
  std::unique_ptr<sqlite::SqliteSpeedrunLog> log;
  std::unique_ptr<directory::DirectoryQuestionSetStore> question_sets;
  std::unique_ptr<sqlite::SqliteCompletionQueue> completions;
  std::unique_ptr<sqlite::SqliteResultStore> results;
};

Result<Stores> open_stores(const std::filesystem::path& data_dir, ports::Clock& clock,
                           sqlite::LogObserver& observer) {
  auto log = sqlite::SqliteSpeedrunLog::open({.file = data_dir / "log.db"}, clock, observer);
  if (!log) return fail(log.error());
  auto question_sets = directory::DirectoryQuestionSetStore::open(data_dir / "question-sets");
  if (!question_sets) return fail(question_sets.error());
  auto completions = sqlite::SqliteCompletionQueue::open({.file = data_dir / "jobs.db"}, clock);
  if (!completions) return fail(completions.error());
  auto results = sqlite::SqliteResultStore::open(data_dir / "results.db");
  if (!results) return fail(results.error());
  return Stores{*std::move(log), *std::move(question_sets), *std::move(completions),
                *std::move(results)};
}

ports::Async<void> probe_log(ports::SpeedrunLog& log) {
  const auto reached = co_await log.unfinished(domain::Duration{0}, 1);
  if (!reached) co_return fail(reached.error());
  co_return Result<void>{};
}

ports::Async<void> probe_queue(ports::CompletionQueue& completions) {
  const auto reached = co_await completions.depth();
  if (!reached) co_return fail(reached.error());
  co_return Result<void>{};
}

// Keeps the queue's depth for the metrics.
asio::awaitable<void> watch_queue(ports::CompletionQueue& completions, ports::Clock& clock,
                                  std::atomic<std::size_t>& depth) {
  while (true) {
    if (const auto now = co_await completions.depth()) depth = *now;
    co_await clock.sleep_until(clock.now() + std::chrono::seconds{5});
  }
}

// Everything that serves, in the order in which it comes to life; it goes in the opposite order.
class EmbeddedForm {
 public:
  EmbeddedForm(const ServeConfig& config, ports::Journal& journal, ports::Clock& clock,
               ports::Random& random, Metrics& metrics, Stores stores, std::string token_key,
               WebApp web_app);

  Result<void> start();
  std::uint16_t port() const { return server_.port(); }
  // Whether everything ended by itself within the time.
  bool drain();

 private:
  void add_routes();
  void start_background();

  const ServeConfig& config_;
  ports::Journal& journal_;
  ports::Clock& clock_;
  Metrics& metrics_;
  Stores stores_;
  WebApp web_app_;
  const InstanceId instance_;
  const services::Tokens tokens_;
  services::RateLimiter host_limiter_;
  services::RateLimiter join_limiter_;
  std::atomic<bool> draining_ = false;
  std::atomic<std::size_t> queue_depth_ = 0;

  net::IoThreads threads_;
  // Reporting and sweeping: off the threads that clients wait for.
  net::IoThreads background_{{.count = 1, .name = "background"}};
  api::SpeedrunThreads speedruns_;
  services::SignOn sign_on_;
  services::QuestionSetLoader loader_;
  services::Reporter reporter_;
  services::Sweeper sweeper_;
  net::Router router_;
  net::Server server_;
};

services::SpeedRunPorts speed_run_ports(const Stores& stores, ports::Clock& clock,
                                        ports::Journal& journal, services::Observer& observer) {
  return {*stores.log, *stores.question_sets, *stores.completions, clock, journal, observer};
}

net::ServerOptions server_options(const ServeConfig& config) {
  net::ServerOptions options{
      .addresses = {config.bind}, .port = config.port, .max_connections = config.max_connections};
  options.http.trusted_proxies = config.trusted_proxies;
  return options;
}

EmbeddedForm::EmbeddedForm(const ServeConfig& config, ports::Journal& journal, ports::Clock& clock,
                           ports::Random& random, Metrics& metrics, Stores stores,
                           std::string token_key, WebApp web_app)
    : config_(config),
      journal_(journal),
      clock_(clock),
      metrics_(metrics),
      stores_(std::move(stores)),
      web_app_(std::move(web_app)),
      instance_{random.next()},
      tokens_({.keys = {std::move(token_key)}, .lifetime = config.token_lifetime}),
      host_limiter_({config.hosts_per_second, config.hosts_burst}),
      join_limiter_({config.joins_per_second, config.joins_burst}),
      threads_({.count = config.threads != 0 ? config.threads
                                             : std::max(1U, std::thread::hardware_concurrency())}),
      speedruns_(threads_, tokens_, speed_run_ports(stores_, clock, journal, metrics),
                 {.room = {.instance = instance_}}),
      sign_on_(*stores_.log, speedruns_, tokens_, clock, random, journal,
               {.rules = {.latency_credit = config.latency_credit,
                          .max_participants = config.max_participants},
                .instance = instance_,
                .keep_log = config.token_lifetime}),
      loader_(*stores_.log, *stores_.question_sets, speedruns_, clock, instance_),
      reporter_({*stores_.log, *stores_.question_sets, *stores_.completions, *stores_.results,
                 clock, journal, metrics},
                {.keep_log = config.token_lifetime}),
      sweeper_(*stores_.log, clock, journal, [this](SpeedrunId id) { speedruns_.adopt(id); }),
      server_(threads_, server_options(config), router_, metrics) {
  add_routes();
}

void EmbeddedForm::add_routes() {
  api::add_routes(router_, api::SignOnRoutes{.sign_on = sign_on_,
                                             .tokens = tokens_,
                                             .hosts = host_limiter_,
                                             .joins = join_limiter_,
                                             .clock = clock_,
                                             .observer = metrics_});
  api::add_routes(router_,
                  api::UploadRoute{
                      .loader = loader_, .tokens = tokens_, .clock = clock_, .observer = metrics_});
  api::add_routes(router_, api::ResultsRoute{.results = *stores_.results,
                                             .admissions = speedruns_,
                                             .tokens = tokens_,
                                             .clock = clock_});
  api::add_routes(router_, speedruns_);
  api::add_routes(router_,
                  api::OperationsRoutes{
                      .dependencies = {{"log", [this] { return probe_log(*stores_.log); }},
                                       {"completion_queue",
                                        [this] { return probe_queue(*stores_.completions); }}},
                      .draining = [this] { return draining_.load(); },
                      .metrics = [this] { return metrics_.text(); }});
  web_app_.add_routes(router_);
  metrics_.set_sources({.connections = [this] { return server_.connections(); },
                        .websocket_counters = [this] { return server_.websocket_counters(); },
                        .queue_depth = [this] { return queue_depth_.load(); }});
}

Result<void> EmbeddedForm::start() {
  threads_.start();
  background_.start();
  if (auto started = server_.start(); !started) return started;
  start_background();
  return {};
}

void EmbeddedForm::start_background() {
  const asio::any_io_executor executor = background_[0].executor();
  services::spawn(executor, journal_, "reporter", reporter_.run());
  services::spawn(executor, journal_, "sweeper", sweeper_.run());
  services::spawn(executor, journal_, "queue depth",
                  watch_queue(*stores_.completions, clock_, queue_depth_));
}

bool EmbeddedForm::drain() {
  draining_ = true;
  const auto deadline = std::chrono::steady_clock::now() + config_.drain_timeout;
  const bool closed = server_.drain(config_.drain_timeout);
  reporter_.stop();
  sweeper_.stop();
  // What was taken is kept: the last inputs are on their way to the log.
  while (speedruns_.appending() && std::chrono::steady_clock::now() < deadline)
    std::this_thread::sleep_for(std::chrono::milliseconds{5});
  const bool kept = !speedruns_.appending();
  stores_.log->close();
  background_.stop();
  threads_.stop();
  return closed && kept;
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

void print_addresses(const ServeConfig& config, std::uint16_t port) {
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

}  // namespace

int serve(const ServeConfig& config) {
  umask(S_IRWXG | S_IRWXO);  // What is kept is nobody else's.
  journal::SpdlogJournal journal(
      config.log_format == "json" ? journal::Format::Json : journal::Format::Text,
      severity_of(config.log_level));
  system::SystemClock clock;
  system::SystemRandom random;
  Metrics metrics;

  if (const auto prepared = prepare_data_directory(config.data_dir); !prepared)
    return refuse_to_start(prepared.error());
  auto token_key = config.token_key.empty() ? load_or_make_token_key(config.data_dir, random)
                                            : Result<std::string>(config.token_key);
  if (!token_key) return refuse_to_start(token_key.error());
  auto web_app = WebApp::load(config.web_root);
  if (!web_app) return refuse_to_start(web_app.error());
  auto stores = open_stores(config.data_dir, clock, metrics);
  if (!stores) return refuse_to_start(stores.error());

  EmbeddedForm embedded(config, journal, clock, random, metrics, *std::move(stores),
                        *std::move(token_key), *std::move(web_app));
  if (const auto started = embedded.start(); !started) return refuse_to_start(started.error());
  print_addresses(config, embedded.port());
  journal.info("started", {{"port", embedded.port()}});

  const int signal = wait_for_signal();
  journal.info("draining", {{"signal", signal}});
  const bool clean = embedded.drain();
  journal.info("stopped", {{"clean", clean}});
  return clean ? 0 : 1;
}

}  // namespace mcs::app
