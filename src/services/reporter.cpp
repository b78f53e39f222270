#include "services/reporter.hpp"

#include <algorithm>
#include <utility>

#include "services/backoff.hpp"
#include "services/replay.hpp"

namespace mcs::services {

namespace {

using namespace std::chrono_literals;

// One at a time: a job that waited for others could outlive its visibility timeout.
constexpr std::size_t jobs_at_once = 1;
constexpr domain::Duration receive_wait = 10s;

// A job that failed waits longer each time it comes.
domain::Duration retry_delay(std::uint32_t attempt) {
  const unsigned doublings = std::min(attempt, 8U);
  return domain::Duration{1s} * (1U << doublings) / 2;
}

}  // namespace

Reporter::Reporter(ReporterPorts ports, ReporterOptions options)
    : ports_(ports), options_(options) {}

boost::asio::awaitable<void> Reporter::run() {
  Backoff backoff;
  while (!stopped_) {
    auto jobs = co_await ports_.completions.receive(jobs_at_once, receive_wait);
    if (!jobs) {
      ports_.journal.warning("completion queue unavailable", {{"reason", jobs.error().detail}});
      co_await ports_.clock.sleep_until(ports_.clock.now() + backoff.next());
      continue;
    }
    backoff.reset();
    for (ports::CompletionJob& job : *jobs) co_await work(std::move(job));
  }
}

boost::asio::awaitable<void> Reporter::work(ports::CompletionJob job) {
  const domain::Instant before = ports_.clock.now();
  const auto reported = co_await report(job.speedrun);
  if (reported) {
    ports_.observer.reported(ports_.clock.now() - before);
    ports_.journal.info("speedrun reported", {{"speedrun", job.speedrun.text()}});
    // A job that cannot be removed comes again and does no harm.
    co_await ports_.completions.remove(std::move(job));
    co_return;
  }
  ports_.observer.report_failed(reported.error().code);
  ports_.journal.error("speedrun not reported", {{"speedrun", job.speedrun.text()},
                                                 {"attempt", job.attempt},
                                                 {"code", facts(reported.error().code).name},
                                                 {"reason", reported.error().detail}});
  const domain::Duration delay = retry_delay(job.attempt);
  co_await ports_.completions.release(std::move(job), delay);
}

ports::Async<void> Reporter::report(SpeedrunId id) {
  const auto known = co_await ports_.results.get(id);
  if (!known) {
    if (known.error().code != ErrorCode::NotFound) co_return fail(known.error());
    auto result = co_await replay(ports_.log, ports_.question_sets, id);
    if (!result) co_return fail(result.error());
    if (const auto put = co_await ports_.results.put(std::move(*result)); !put)
      co_return fail(put.error());
  }
  const auto retired = co_await ports_.log.retire(id, options_.keep_log);
  // A log that has expired needs no retiring.
  if (!retired && retired.error().code != ErrorCode::UnknownQuiz) co_return fail(retired.error());
  co_return Result<void>{};
}

}  // namespace mcs::services
