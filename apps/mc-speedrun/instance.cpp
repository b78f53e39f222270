#include "instance.hpp"

#include <chrono>
#include <cstdio>
#include <thread>
#include <utility>

#include "cloudwatch_line.hpp"
#include "services/spawn.hpp"

namespace mcs::app {

namespace asio = boost::asio;

namespace {

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

std::size_t websocket_sessions(const net::Server& server) {
  std::size_t sessions = 0;
  for (const net::WebSocketCounters& counters : server.websocket_counters())
    sessions += counters.sessions.read();
  return sessions;
}

// On standard output, apart from the journal.
asio::awaitable<void> log_for_cloudwatch(const Config& config, const net::Server& server,
                                         ports::Clock& clock) {
  while (true) {
    co_await clock.sleep_until(clock.now() + config.metrics_log_interval);
    const std::string line =
        cloudwatch_line(config.command, websocket_sessions(server),
                        std::chrono::duration_cast<std::chrono::milliseconds>(
                            std::chrono::system_clock::now().time_since_epoch())) +
        '\n';
    std::fwrite(line.data(), 1, line.size(), stdout);
    std::fflush(stdout);
  }
}

net::ServerOptions server_options(const Config& config) {
  net::ServerOptions options{
      .addresses = {config.bind}, .port = config.port, .max_connections = config.max_connections};
  options.http.trusted_proxies = config.trusted_proxies;
  return options;
}

}  // namespace

Instance::Instance(const Config& config, net::IoThreads& threads, ports::Journal& journal,
                   ports::Clock& clock, ports::Random& random, Metrics& metrics, Stores stores,
                   std::optional<services::Tokens> tokens)
    : config_(config),
      journal_(journal),
      clock_(clock),
      random_(random),
      metrics_(metrics),
      stores_(std::move(stores)),
      instance_{random.next()},
      tokens_(std::move(tokens)),
      host_limiter_({config.hosts_per_second, config.hosts_burst}),
      join_limiter_({config.joins_per_second, config.joins_burst}),
      threads_(threads),
      log_admissions_(background_[0].executor(), *stores_.log, clock),
      server_(threads_, server_options(config), router_, metrics) {
  if (config.roles.speed_run) make_speed_run();
  if (config.roles.sign_on) make_sign_on();
  if (config.roles.question_set_loader) make_question_set_loader();
  if (config.roles.reporter) make_reporter();
  add_operations_routes();
}

void Instance::make_speed_run() {
  speedruns_.emplace(threads_, *tokens_,
                     services::SpeedRunPorts{*stores_.log, *stores_.question_sets,
                                             *stores_.completions, clock_, journal_, metrics_},
                     services::SpeedRunOptions{.room = {.instance = instance_}});
  sweeper_.emplace(*stores_.log, clock_, journal_,
                   [this](SpeedrunId id) { speedruns_->adopt(id); });
  api::add_routes(router_, *speedruns_);
}

void Instance::make_sign_on() {
  sign_on_.emplace(*stores_.log, admissions(), *tokens_, clock_, random_, journal_,
                   services::SignOnOptions{.rules = {.latency_credit = config_.latency_credit,
                                                     .max_participants = config_.max_participants},
                                           .instance = instance_,
                                           .keep_log = config_.token_lifetime});
  api::add_routes(router_, api::SignOnRoutes{.sign_on = *sign_on_,
                                             .tokens = *tokens_,
                                             .hosts = host_limiter_,
                                             .joins = join_limiter_,
                                             .clock = clock_,
                                             .observer = metrics_});
  api::add_routes(router_, api::ResultsRoute{.results = *stores_.results,
                                             .admissions = admissions(),
                                             .tokens = *tokens_,
                                             .clock = clock_});
}

void Instance::make_question_set_loader() {
  loader_.emplace(*stores_.log, *stores_.question_sets, admissions(), clock_, instance_);
  api::add_routes(
      router_, api::UploadRoute{
                   .loader = *loader_, .tokens = *tokens_, .clock = clock_, .observer = metrics_});
}

void Instance::make_reporter() {
  reporter_.emplace(
      services::ReporterPorts{*stores_.log, *stores_.question_sets, *stores_.completions,
                              *stores_.results, clock_, journal_, metrics_},
      services::ReporterOptions{.keep_log = config_.token_lifetime});
}

void Instance::add_operations_routes() {
  std::vector<api::Dependency> dependencies{{"log", [this] { return probe_log(*stores_.log); }}};
  if (stores_.completions)
    dependencies.push_back(
        {"completion_queue", [this] { return probe_queue(*stores_.completions); }});
  api::add_routes(router_, api::OperationsRoutes{.dependencies = std::move(dependencies),
                                                 .draining = [this] { return draining_.load(); },
                                                 .metrics = [this] { return metrics_.text(); }});
  metrics_.set_sources({.connections = [this] { return server_.connections(); },
                        .websocket_counters = [this] { return server_.websocket_counters(); },
                        .queue_depth = [this] { return queue_depth_.load(); }});
}

// Rooms know best, because they are up to date without asking the log.
services::Admissions& Instance::admissions() {
  if (speedruns_) return *speedruns_;
  return log_admissions_;
}

Result<void> Instance::start() {
  // After all other loops and the stores were made: with tables of their own, these threads could
  // not wake what is made later.
  threads_.start();
  background_.start();
  if (auto started = server_.start(); !started) return started;
  const asio::any_io_executor executor = background_[0].executor();
  if (reporter_) services::spawn(executor, journal_, "reporter", reporter_->run());
  if (sweeper_) services::spawn(executor, journal_, "sweeper", sweeper_->run());
  if (config_.metrics_log_interval.count() != 0)
    services::spawn(executor, journal_, "metrics", log_for_cloudwatch(config_, server_, clock_));
  if (stores_.completions)
    services::spawn(executor, journal_, "queue depth",
                    watch_queue(*stores_.completions, clock_, queue_depth_));
  return {};
}

bool Instance::drain() {
  draining_ = true;
  const auto deadline = std::chrono::steady_clock::now() + config_.drain_timeout;
  const bool closed = server_.drain(config_.drain_timeout);
  if (reporter_) reporter_->stop();
  if (sweeper_) sweeper_->stop();
  // What was taken is kept: the last inputs are on their way to the log.
  const auto appending = [this] { return speedruns_ && speedruns_->appending(); };
  while (appending() && std::chrono::steady_clock::now() < deadline)
    std::this_thread::sleep_for(std::chrono::milliseconds{5});
  const bool kept = !appending();
  stores_.close_log();
  background_.stop();
  threads_.stop();
  return closed && kept;
}

}  // namespace mcs::app
