#include "adapters/sqlite/completion_queue.hpp"

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/thread_pool.hpp>
#include <list>

#include "adapters/sqlite/job_table.hpp"
#include "base/assert.hpp"
#include "ports/completion.hpp"

namespace mcs::sqlite {

namespace asio = boost::asio;
using domain::Duration;
using domain::Instant;
using ports::Async;
using ports::CompletionJob;

// Everything happens on one thread of its own, waiting included.
class SqliteCompletionQueue::Worker {
 public:
  Worker(CompletionQueueOptions options, ports::Clock& clock, DatabaseFile file,
         std::unique_ptr<JobTable> jobs)
      : options_(std::move(options)),
        clock_(clock),
        file_(std::move(file)),
        jobs_(std::move(jobs)) {
    // Makes what wakes the thread from a wait now: I/O threads with descriptor tables of their own
    // could not reach what is made after they start.
    const asio::steady_timer makes_the_reactor(thread_.get_executor());
  }

  ~Worker() {
    asio::post(thread_, [this] {
      closing_ = true;
      wake_receivers();
    });
    thread_.join();
  }

  auto executor() { return thread_.get_executor(); }

  Result<void> enqueue(SpeedrunId speedrun) {
    auto done = jobs_->add(speedrun, clock_.now());
    if (done) wake_receivers();
    return done;
  }

  // Runs on the worker's thread.
  Async<std::vector<CompletionJob>> receive(std::size_t limit, Duration wait) {
    MCS_ASSERT(limit > 0);
    const Instant deadline = clock_.now() + wait;
    while (true) {
      if (closing_) co_return fail(ErrorCode::Unavailable, "the completion queue is closed");
      const Instant now = clock_.now();
      auto jobs = jobs_->take(limit, now, now + options_.visibility_timeout, options_.max_attempts);
      if (!jobs || !jobs->empty() || now >= deadline) co_return jobs;
      const auto visible = jobs_->next_visible();
      if (!visible) co_return fail(visible.error());
      co_await sleep(std::min(deadline, visible->value_or(deadline)) - now);
      // Nobody would see what is taken now.
      const auto caller = co_await asio::this_coro::cancellation_state;
      if (caller.cancelled() != asio::cancellation_type::none)
        co_return fail(ErrorCode::Unavailable, "the receiver was cancelled");
    }
  }

  Result<void> extend(const std::string& receipt) {
    const Instant now = clock_.now();
    const auto hidden = jobs_->hide(receipt, now, now + options_.visibility_timeout);
    if (!hidden) return fail(hidden.error());
    if (!*hidden) return fail(ErrorCode::NotFound, "the job is no longer this receiver's");
    return {};
  }

  Result<void> remove(const std::string& receipt) { return jobs_->remove(receipt); }

  Result<void> release(const std::string& receipt, Duration delay) {
    const Instant now = clock_.now();
    auto done = jobs_->release(receipt, now, now + delay, options_.max_attempts);
    if (done) wake_receivers();
    return done;
  }

  Result<std::size_t> depth() { return jobs_->count(); }

 private:
  // Until then, or until something has changed.
  asio::awaitable<void> sleep(Duration time) {
    const auto timer = sleepers_.emplace(sleepers_.end(), thread_.get_executor(), time);
    co_await timer->async_wait(asio::as_tuple(asio::use_awaitable));
    sleepers_.erase(timer);
  }

  void wake_receivers() {
    for (auto& timer : sleepers_) timer.cancel();
  }

  const CompletionQueueOptions options_;
  ports::Clock& clock_;
  DatabaseFile file_;
  std::unique_ptr<JobTable> jobs_;
  std::list<asio::steady_timer> sleepers_;
  bool closing_ = false;
  asio::thread_pool thread_{1};
};

Result<std::unique_ptr<SqliteCompletionQueue>> SqliteCompletionQueue::open(
    CompletionQueueOptions options, ports::Clock& clock) {
  auto file = DatabaseFile::open(options.file, queue_schema);
  if (!file) return fail(file.error());
  auto database = file->connect();
  if (!database) return fail(database.error());
  auto jobs = JobTable::open(std::move(*database));
  if (!jobs) return fail(jobs.error());
  auto worker =
      std::make_unique<Worker>(std::move(options), clock, std::move(*file), std::move(*jobs));
  return std::unique_ptr<SqliteCompletionQueue>(new SqliteCompletionQueue(std::move(worker)));
}

SqliteCompletionQueue::SqliteCompletionQueue(std::unique_ptr<Worker> worker)
    : worker_(std::move(worker)) {}

SqliteCompletionQueue::~SqliteCompletionQueue() = default;

Async<void> SqliteCompletionQueue::enqueue(SpeedrunId speedrun) {
  return ports::run_on<void>(worker_->executor(),
                             [this, speedrun] { return worker_->enqueue(speedrun); });
}

Async<std::vector<CompletionJob>> SqliteCompletionQueue::receive(std::size_t limit, Duration wait) {
  return asio::co_spawn(worker_->executor(), worker_->receive(limit, wait), asio::use_awaitable);
}

Async<void> SqliteCompletionQueue::extend(CompletionJob job) {
  return ports::run_on<void>(worker_->executor(), [this, receipt = std::move(job.receipt)] {
    return worker_->extend(receipt);
  });
}

Async<void> SqliteCompletionQueue::remove(CompletionJob job) {
  return ports::run_on<void>(worker_->executor(), [this, receipt = std::move(job.receipt)] {
    return worker_->remove(receipt);
  });
}

Async<void> SqliteCompletionQueue::release(CompletionJob job, Duration delay) {
  return ports::run_on<void>(worker_->executor(), [this, receipt = std::move(job.receipt), delay] {
    return worker_->release(receipt, delay);
  });
}

Async<std::size_t> SqliteCompletionQueue::depth() {
  return ports::run_on<std::size_t>(worker_->executor(), [this] { return worker_->depth(); });
}

}  // namespace mcs::sqlite
