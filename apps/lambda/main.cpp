// The Lambda functions of mc-speedrun. Which one this process is, Lambda tells by the handler's
// name, which is a role: question-set-loader or reporter. Configured as that role of mc-speedrun
// is.
#include <boost/asio/executor_work_guard.hpp>
#include <cstdio>
#include <cstdlib>
#include <thread>

#include "adapters/journal/spdlog_journal.hpp"
#include "adapters/system/system_clock.hpp"
#include "adapters/system/system_random.hpp"
#include "api/routes.hpp"
#include "http_function.hpp"
#include "report_function.hpp"
#include "secrets.hpp"
#include "services/log_admissions.hpp"
#include "services/reporter.hpp"
#include "stores.hpp"

namespace mcs::lambda {

namespace asio = boost::asio;

namespace {

using namespace std::chrono_literals;

// CloudFront and the load balancer.
constexpr unsigned trusted_proxies = 2;
// An instance that was frozen finds its connection to the log dead, and makes a new one meanwhile.
constexpr auto patience_with_log = 8s;

std::string variable(const char* name) {
  const char* const value = std::getenv(name);
  return value != nullptr ? value : "";
}

Result<app::Config> configuration() {
  if (const auto read = read_secrets_into_environment(); !read) return fail(read.error());
  const std::string role = variable("_HANDLER");
  const char* const arguments[] = {"mc-speedrun", role.c_str()};
  auto parsed = app::parse_command_line(2, arguments);
  if (!parsed) return fail(ErrorCode::BadRequest, parsed.error().text);
  auto* const config = std::get_if<app::Config>(&*parsed);
  if (config == nullptr || !(config->roles.question_set_loader || config->roles.reporter))
    return fail(ErrorCode::BadRequest, "no Lambda function has the role '" + role + "'");
  return std::move(*config);
}

asio::awaitable<void> wait_for_log(ports::SpeedrunLog& log, ports::Clock& clock) {
  const domain::Instant until = clock.now() + patience_with_log;
  while (clock.now() < until) {
    if (co_await log.unfinished(domain::Duration{0}, 1)) co_return;
    co_await clock.sleep_until(clock.now() + 50ms);
  }
}

// Whether the log can be reached or not, the handler says what came of it.
asio::awaitable<Result<std::string>> handle_with_log(const Handler& handler,
                                                     ports::SpeedrunLog& log, ports::Clock& clock,
                                                     Invocation invocation) {
  co_await wait_for_log(log, clock);
  co_return co_await handler(std::move(invocation));
}

class Function {
 public:
  Function(const app::Config& config, ports::Journal& journal, ports::Clock& clock,
           ports::Random& random, app::Metrics& metrics, app::Stores stores)
      : clock_(clock),
        stores_(std::move(stores)),
        admissions_(context_.get_executor(), *stores_.log, clock) {
    if (config.roles.reporter)
      make_reporter(config, journal, metrics);
    else
      make_question_set_loader(config, random, metrics);
  }
  ~Function() {
    stores_.close_log();
    context_.stop();
    thread_.join();
  }
  Function(const Function&) = delete;
  Function& operator=(const Function&) = delete;

  Error run(RuntimeApi& api) {
    return serve(api, context_, [this](Invocation invocation) {
      return handle_with_log(handler_, *stores_.log, clock_, std::move(invocation));
    });
  }

 private:
  void make_reporter(const app::Config& config, ports::Journal& journal, app::Metrics& metrics) {
    reporter_.emplace(
        services::ReporterPorts{*stores_.log, *stores_.question_sets, *stores_.completions,
                                *stores_.results, clock_, journal, metrics},
        services::ReporterOptions{.keep_log = config.token_lifetime});
    handler_ = report_function([this](SpeedrunId id) { return reporter_->report(id); }, journal);
  }

  void make_question_set_loader(const app::Config& config, ports::Random& random,
                                app::Metrics& metrics) {
    tokens_.emplace(
        services::TokenOptions{.keys = config.token_keys, .lifetime = config.token_lifetime});
    loader_.emplace(*stores_.log, *stores_.question_sets, admissions_, clock_,
                    InstanceId{random.next()});
    api::add_routes(
        router_, api::UploadRoute{
                     .loader = *loader_, .tokens = *tokens_, .clock = clock_, .observer = metrics});
    handler_ = http_function(router_, trusted_proxies);
  }

  ports::Clock& clock_;
  app::Stores stores_;
  asio::io_context context_{1};
  services::LogAdmissions admissions_;
  std::optional<services::Tokens> tokens_;
  std::optional<services::QuestionSetLoader> loader_;
  std::optional<services::Reporter> reporter_;
  net::Router router_;
  Handler handler_;
  asio::executor_work_guard<asio::io_context::executor_type> work_{context_.get_executor()};
  std::thread thread_{[this] { context_.run(); }};
};

int stop(RuntimeApi& api, const Error& error) {
  std::fprintf(stderr, "the function cannot start: %s\n", error.detail.c_str());
  if (const auto told = api.fail_start(error); !told)
    std::fprintf(stderr, "%s\n", told.error().detail.c_str());
  return 1;
}

int run() {
  RuntimeApi api(variable("AWS_LAMBDA_RUNTIME_API"));
  const auto config = configuration();
  if (!config) return stop(api, config.error());
  journal::SpdlogJournal journal(journal::Format::Json, ports::Severity::Info);
  system::SystemClock clock;
  system::SystemRandom random;
  app::Metrics metrics;
  app::StoreObserver observer(metrics, journal);
  auto stores = app::open_stores(*config, clock, observer);
  if (!stores) return stop(api, stores.error());
  Function function(*config, journal, clock, random, metrics, *std::move(stores));
  const Error end = function.run(api);
  journal.warning("function ended", {{"reason", end.detail}});
  return 0;
}

}  // namespace

}  // namespace mcs::lambda

int main() {
  try {
    return mcs::lambda::run();
  } catch (const std::exception& exception) {
    std::fprintf(stderr, "the function stopped: %s\n", exception.what());
    return 1;
  }
}
