// The reporter: takes completion jobs, extracts the finished speedrun and loads it into the
// result store. Any step may be repeated, and any number of reporters may run.
#pragma once

#include <boost/asio/awaitable.hpp>

#include "ports/clock.hpp"
#include "ports/completion_queue.hpp"
#include "ports/journal.hpp"
#include "ports/question_set_store.hpp"
#include "ports/result_store.hpp"
#include "ports/speedrun_log.hpp"
#include "services/observer.hpp"

namespace mcs::services {

struct ReporterPorts {
  ports::SpeedrunLog& log;
  ports::QuestionSetStore& question_sets;
  ports::CompletionQueue& completions;
  ports::ResultStore& results;
  ports::Clock& clock;
  ports::Journal& journal;
  Observer& observer;
};

struct ReporterOptions {
  // How long a reported speedrun's log is kept for late readers.
  domain::Duration keep_log{std::chrono::hours{24}};
};

class Reporter {
 public:
  Reporter(ReporterPorts ports, ReporterOptions options);

  // Works until stop(); a job in work is finished first.
  boost::asio::awaitable<void> run();
  void stop() { stopped_ = true; }

  // One job: done, or why not. Retryable errors are worth another delivery; with others the job
  // ends among the dead letters.
  ports::Async<void> report(SpeedrunId id);

 private:
  boost::asio::awaitable<void> work(ports::CompletionJob job);

  ReporterPorts ports_;
  const ReporterOptions options_;
  bool stopped_ = false;
};

}  // namespace mcs::services
