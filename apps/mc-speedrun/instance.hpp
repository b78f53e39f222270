// One process of mc-speedrun: the services of its roles, on the stores that it was given.
#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <string>

#include "api/routes.hpp"
#include "config.hpp"
#include "metrics.hpp"
#include "net/server.hpp"
#include "services/log_admissions.hpp"
#include "services/reporter.hpp"
#include "services/speed_run/sweeper.hpp"
#include "stores.hpp"
#include "web_app.hpp"

namespace mcs::app {

class Instance {
 public:
  // References outlive the instance.
  // `threads` are started by start() and stopped by drain().
  Instance(const Config& config, net::IoThreads& threads, ports::Journal& journal,
           ports::Clock& clock, ports::Random& random, Metrics& metrics, Stores stores,
           std::optional<services::Tokens> tokens);

  // Everything that no route of the roles answers.
  void serve(const WebApp& web_app) { web_app.add_routes(router_); }

  Result<void> start();
  std::uint16_t port() const { return server_.port(); }
  // Whether everything ended by itself within the time.
  bool drain();

 private:
  void make_speed_run();
  void make_sign_on();
  void make_question_set_loader();
  void make_reporter();
  void add_operations_routes();
  services::Admissions& admissions();

  const Config& config_;
  ports::Journal& journal_;
  ports::Clock& clock_;
  ports::Random& random_;
  Metrics& metrics_;
  Stores stores_;
  const InstanceId instance_;
  const std::optional<services::Tokens> tokens_;  // Where the roles use some.
  services::RateLimiter host_limiter_;
  services::RateLimiter join_limiter_;
  std::atomic<bool> draining_ = false;
  std::atomic<std::size_t> queue_depth_ = 0;

  net::IoThreads& threads_;
  // In the order in which they come to life; they go in the opposite order.
  // Reporting, sweeping, following logs: off the threads that clients wait for.
  net::IoThreads background_{{.count = 1, .name = "background"}};
  std::optional<api::SpeedrunThreads> speedruns_;
  std::optional<services::Sweeper> sweeper_;
  services::LogAdmissions log_admissions_;
  std::optional<services::SignOn> sign_on_;
  std::optional<services::QuestionSetLoader> loader_;
  std::optional<services::Reporter> reporter_;
  net::Router router_;
  net::Server server_;
};

}  // namespace mcs::app
