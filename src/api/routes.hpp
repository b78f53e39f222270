// The HTTP routes of the product: requests to services, their outcomes to responses. The shapes are
// those of docs/protocol/openapi.yaml.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "api/speedrun_threads.hpp"
#include "net/router.hpp"
#include "ports/result_store.hpp"
#include "services/question_set_loader.hpp"
#include "services/rate_limiter.hpp"
#include "services/sign_on.hpp"

namespace mcs::api {

// POST /signon/host and POST /signon/{quiz_id}/join.
struct SignOnRoutes {
  services::SignOn& sign_on;
  const services::Tokens& tokens;
  services::RateLimiter& hosts;  // By address.
  services::RateLimiter& joins;
  const ports::Clock& clock;
  services::Observer& observer;
};
void add_routes(net::Router& router, SignOnRoutes routes);

// POST /question-set-upload.
struct UploadRoute {
  services::QuestionSetLoader& loader;
  const services::Tokens& tokens;
  const ports::Clock& clock;
  services::Observer& observer;
};
void add_routes(net::Router& router, UploadRoute route);

// GET /speedruns/{quiz_id}/results.
struct ResultsRoute {
  ports::ResultStore& results;
  services::Admissions& admissions;
  const services::Tokens& tokens;
  const ports::Clock& clock;
};
void add_routes(net::Router& router, ResultsRoute route);

// GET /speedrun.
void add_routes(net::Router& router, SpeedrunThreads& speedruns);

// Something that the process needs to do its work, and whether it can be reached.
struct Dependency {
  std::string name;
  std::function<ports::Async<void>()> probe;
};

// GET /healthz, /readyz and /metrics.
struct OperationsRoutes {
  std::vector<Dependency> dependencies;
  std::function<bool()> draining;
  std::function<std::string()> metrics;  // In Prometheus's text format.
};
void add_routes(net::Router& router, OperationsRoutes routes);

}  // namespace mcs::api
