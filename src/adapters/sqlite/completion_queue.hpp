// The completion queue on SQLite, for the embedded form. What is enqueued survives any crash.
#pragma once

#include <filesystem>
#include <memory>

#include "ports/clock.hpp"
#include "ports/completion_queue.hpp"

namespace mcs::sqlite {

struct CompletionQueueOptions {
  std::filesystem::path file;
  domain::Duration visibility_timeout = std::chrono::seconds{60};
  std::uint32_t max_attempts = 5;
};

// A job for a speedrun that has one in the queue, waiting or being worked on, is not added: the
// speedrun is finished, so nothing has changed since. Dead letters stay in the table of that name
// for somebody to look at.
//
// Any thread may call it. Destroy it before its callers' event loops.
class SqliteCompletionQueue final : public ports::CompletionQueue {
 public:
  // Blocks. Unavailable if another process uses the file. `clock` is used on the queue's thread.
  static Result<std::unique_ptr<SqliteCompletionQueue>> open(CompletionQueueOptions options,
                                                             ports::Clock& clock);
  // Waiting receivers hear Unavailable.
  ~SqliteCompletionQueue() override;

  ports::Async<void> enqueue(SpeedrunId speedrun) override;
  ports::Async<std::vector<ports::CompletionJob>> receive(std::size_t limit,
                                                          domain::Duration wait) override;
  ports::Async<void> extend(ports::CompletionJob job) override;
  ports::Async<void> remove(ports::CompletionJob job) override;
  ports::Async<void> release(ports::CompletionJob job, domain::Duration delay) override;
  ports::Async<std::size_t> depth() override;

 private:
  class Worker;

  explicit SqliteCompletionQueue(std::unique_ptr<Worker> worker);

  std::unique_ptr<Worker> worker_;
};

}  // namespace mcs::sqlite
