#include "adapters/sqs/completion_queue.hpp"

#include <atomic>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>

#include "adapters/sqs/deduplication.hpp"
#include "adapters/sqs/queue_api.hpp"
#include "adapters/sqs/receivers.hpp"
#include "base/assert.hpp"

namespace mcs::sqs {

namespace asio = boost::asio;
using domain::Duration;
using ports::Async;
using ports::CompletionJob;
using Clock = Receivers::Clock;

// Works on the service's thread.
class SqsCompletionQueue::Worker {
 public:
  explicit Worker(CompletionQueueOptions options)
      : options_(std::move(options)), service_({"sqs", "AmazonSQS"}, options_.aws) {}

  aws::Service& service() { return service_; }
  std::uint64_t next_receiver() { return ++last_receiver_; }

  void begin(Receiver receiver, Duration wait) {
    const auto id = receiver.id;
    const auto limit = receiver.limit;
    if (receivers_.add(std::move(receiver), Clock::now()))
      asio::co_spawn(service_.executor(), poll(id, limit, wait), asio::detached);
  }
  void abandon(std::uint64_t receiver) {
    receivers_.end(receiver, fail(ErrorCode::Unavailable, "the caller was cancelled"));
  }

  Async<void> enqueue(SpeedrunId speedrun) {
    co_return co_await queue_.send(speedrun, deduplication_.id(speedrun));
  }
  Async<void> extend(CompletionJob job) {
    co_return co_await queue_.hide(std::move(job.receipt), options_.visibility_timeout);
  }
  Async<void> remove(CompletionJob job) {
    auto removed = co_await queue_.remove(std::move(job.receipt));
    if (removed) deduplication_.done(job.speedrun, Clock::now());
    co_return removed;
  }
  Async<void> release(CompletionJob job, Duration delay) {
    auto released = co_await queue_.hide(std::move(job.receipt), delay);
    if (!released && released.error().code == ErrorCode::NotFound) co_return Result<void>{};
    co_return released;
  }
  Async<std::size_t> depth() { co_return co_await queue_.depth(); }

 private:
  asio::awaitable<void> poll(std::uint64_t id, std::size_t limit, Duration wait) {
    const auto deadline = Clock::now() + wait;
    Duration left = wait;
    do {
      auto jobs = co_await queue_.receive(limit, left);
      if (!jobs) co_return receivers_.end(id, fail(jobs.error()));
      receivers_.hand_over(id, std::move(*jobs), Clock::now());
      left = std::chrono::ceil<Duration>(deadline - Clock::now());
    } while (receivers_.waits(id) && left > Duration{0});
    receivers_.end(id, Jobs());
  }

  const CompletionQueueOptions options_;
  std::atomic<std::uint64_t> last_receiver_ = 0;
  Receivers receivers_{options_.visibility_timeout / 2};
  Deduplication deduplication_;
  QueueApi queue_{service_, options_};
  // Last, so that it ends first: until then its thread uses all the others.
  aws::Service service_;
};

SqsCompletionQueue::SqsCompletionQueue(CompletionQueueOptions options)
    : worker_(std::make_shared<Worker>(std::move(options))) {}

SqsCompletionQueue::~SqsCompletionQueue() = default;

Async<std::vector<CompletionJob>> SqsCompletionQueue::receive(std::size_t limit, Duration wait) {
  MCS_ASSERT(limit > 0);
  return ports::suspend<Jobs>([worker = worker_.get(), weak = std::weak_ptr(worker_), limit,
                               wait](ports::Completion<Jobs> done) {
    const auto id = worker->next_receiver();
    done.on_cancel([weak, id] {
      if (const auto alive = weak.lock())
        asio::post(alive->service().executor(), [raw = alive.get(), id] { raw->abandon(id); });
    });
    Receiver receiver{id, limit, std::move(done)};
    asio::post(worker->service().executor(),
               [worker, receiver = std::move(receiver), wait]() mutable {
                 worker->begin(std::move(receiver), wait);
               });
  });
}

Async<void> SqsCompletionQueue::enqueue(SpeedrunId speedrun) {
  return worker_->service().run(worker_->enqueue(speedrun));
}

Async<void> SqsCompletionQueue::extend(CompletionJob job) {
  return worker_->service().run(worker_->extend(std::move(job)));
}

Async<void> SqsCompletionQueue::remove(CompletionJob job) {
  return worker_->service().run(worker_->remove(std::move(job)));
}

Async<void> SqsCompletionQueue::release(CompletionJob job, Duration delay) {
  return worker_->service().run(worker_->release(std::move(job), delay));
}

Async<std::size_t> SqsCompletionQueue::depth() {
  return worker_->service().run(worker_->depth());
}

}  // namespace mcs::sqs
