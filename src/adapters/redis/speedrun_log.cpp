#include "adapters/redis/speedrun_log.hpp"

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <future>
#include <mutex>
#include <pthread.h>
#include <thread>

#include "adapters/redis/primary.hpp"
#include "adapters/redis/sharding.hpp"

namespace mcs::redis {

namespace asio = boost::asio;
using domain::Duration;
using ports::Async;
using ports::Completion;
using ports::LogEntry;
using ports::LogSnapshot;

namespace {

// A wait's end is a point of the steady clock, which does not reach for ever.
constexpr Duration longest_wait = std::chrono::hours{24};

}  // namespace

struct RedisSpeedrunLog::Parts {
  Parts(RedisOptions the_options, LogObserver& observer);

  Primary& primary_of(SpeedrunId id) { return *primaries[server_of(id, names)]; }

  // False, and does nothing, once the log is closed. Otherwise calls `task` on the event loop's
  // thread.
  template <class Task>
  bool post(Task task);
  // Calls `task` with `done` there, or fails `done` itself.
  template <class T, class Task>
  void submit(Completion<T> done, Task task);
  asio::awaitable<void> list(Duration idle, std::size_t limit,
                             Completion<std::vector<SpeedrunId>> done);

  const RedisOptions options;
  const Keys keys{options.key_prefix};
  std::vector<std::string> names;
  asio::io_context loop{1};
  std::optional<asio::executor_work_guard<asio::io_context::executor_type>> work{
      loop.get_executor()};
  std::vector<std::unique_ptr<Primary>> primaries;
  std::mutex closing;
  bool closed = false;
  std::thread thread;
};

RedisSpeedrunLog::Parts::Parts(RedisOptions the_options, LogObserver& observer)
    : options(std::move(the_options)) {
  for (const ServerAddress& server : options.primaries) {
    names.push_back(server.name());
    primaries.push_back(std::make_unique<Primary>(loop, server, options, keys, observer));
    primaries.back()->start();
  }
  thread = std::thread([this] { loop.run(); });
  pthread_setname_np(thread.native_handle(), "redis");
}

template <class Task>
bool RedisSpeedrunLog::Parts::post(Task task) {
  const std::lock_guard lock(closing);
  if (!closed) asio::post(loop, std::move(task));
  return !closed;
}

template <class T, class Task>
void RedisSpeedrunLog::Parts::submit(Completion<T> done, Task task) {
  const std::lock_guard lock(closing);
  if (closed) return done(fail(ErrorCode::Unavailable, "the speedrun log is closed"));
  asio::post(loop,
             [done = std::move(done), task = std::move(task)]() mutable { task(std::move(done)); });
}

asio::awaitable<void> RedisSpeedrunLog::Parts::list(Duration idle, std::size_t limit,
                                                    Completion<std::vector<SpeedrunId>> done) {
  std::vector<Unfinished> found;
  std::optional<Error> error;
  bool reached = false;
  for (const auto& primary : primaries) {
    const auto of_one = co_await primary->unfinished(idle, limit);
    if (of_one)
      found.insert(found.end(), of_one->begin(), of_one->end());
    else
      error = of_one.error();
    reached = reached || of_one;
  }
  if (!reached) co_return done(fail(*error));
  std::ranges::sort(found);
  if (found.size() > limit) found.resize(limit);
  std::vector<SpeedrunId> ids;
  for (const Unfinished& one : found) ids.push_back(one.id);
  done(std::move(ids));
}

Result<std::unique_ptr<RedisSpeedrunLog>> RedisSpeedrunLog::open(RedisOptions options,
                                                                 LogObserver& observer) {
  if (const auto valid = validate(options); !valid) return fail(valid.error());
  return std::unique_ptr<RedisSpeedrunLog>(
      new RedisSpeedrunLog(std::make_unique<Parts>(std::move(options), observer)));
}

RedisSpeedrunLog::RedisSpeedrunLog(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

RedisSpeedrunLog::~RedisSpeedrunLog() {
  close();
}

void RedisSpeedrunLog::close() {
  {
    const std::lock_guard lock(parts_->closing);
    if (std::exchange(parts_->closed, true)) return;
    asio::post(parts_->loop, [parts = parts_.get()] {
      for (const auto& primary : parts->primaries) primary->stop();
      parts->work.reset();
    });
  }
  parts_->thread.join();
}

bool RedisSpeedrunLog::connected() const {
  return std::ranges::all_of(parts_->primaries,
                             [](const auto& primary) { return primary->connected(); });
}

Result<void> RedisSpeedrunLog::wait_until_connected(std::chrono::milliseconds at_most) const {
  const auto end = std::chrono::steady_clock::now() + at_most;
  while (!connected() && std::chrono::steady_clock::now() < end)
    std::this_thread::sleep_for(std::chrono::milliseconds{5});
  if (connected()) return {};
  // The reason belongs to the event loop's thread.
  std::promise<Error> reason;
  const bool open = parts_->post([this, &reason] {
    const auto down = std::ranges::find_if(
        parts_->primaries, [](const auto& primary) { return !primary->connected(); });
    reason.set_value(down == parts_->primaries.end() ? Error{ErrorCode::Unavailable, "try again"}
                                                     : (*down)->down_reason());
  });
  if (!open) return fail(ErrorCode::Unavailable, "the speedrun log is closed");
  return fail(reason.get_future().get());
}

// --- The port ---

Async<Position> RedisSpeedrunLog::create(SpeedrunId id, Bytes first_entry, Duration keep_for) {
  return ports::suspend<Position>([parts = parts_.get(), id, entry = std::move(first_entry),
                                   keep_for](Completion<Position> done) mutable {
    parts->submit(std::move(done), [=, entry = std::move(entry)](auto then) mutable {
      parts->primary_of(id).create(id, std::move(entry), keep_for, std::move(then));
    });
  });
}

Async<Position> RedisSpeedrunLog::append(SpeedrunId id, Bytes entry) {
  return ports::suspend<Position>(
      [parts = parts_.get(), id, entry = std::move(entry)](Completion<Position> done) mutable {
        parts->submit(std::move(done), [=, entry = std::move(entry)](auto then) mutable {
          parts->primary_of(id).append(id, std::move(entry), std::move(then));
        });
      });
}

Async<void> RedisSpeedrunLog::save_snapshot(SpeedrunId id, LogSnapshot snapshot) {
  return ports::suspend<void>(
      [parts = parts_.get(), id, snapshot = std::move(snapshot)](Completion<void> done) mutable {
        parts->submit(std::move(done), [=, snapshot = std::move(snapshot)](auto then) mutable {
          parts->primary_of(id).save_snapshot(id, std::move(snapshot), std::move(then));
        });
      });
}

Async<void> RedisSpeedrunLog::retire(SpeedrunId id, Duration keep_for) {
  return ports::suspend<void>([parts = parts_.get(), id, keep_for](Completion<void> done) {
    parts->submit(std::move(done),
                  [=](auto then) { parts->primary_of(id).retire(id, keep_for, std::move(then)); });
  });
}

Async<std::optional<LogSnapshot>> RedisSpeedrunLog::load_snapshot(SpeedrunId id) {
  return ports::suspend<std::optional<LogSnapshot>>(
      [parts = parts_.get(), id](Completion<std::optional<LogSnapshot>> done) {
        parts->submit(std::move(done),
                      [=](auto then) { parts->primary_of(id).load_snapshot(id, std::move(then)); });
      });
}

Async<std::vector<LogEntry>> RedisSpeedrunLog::read(SpeedrunId id, Position after, Duration wait) {
  if (wait <= Duration{0})
    return ports::suspend<std::vector<LogEntry>>(
        [parts = parts_.get(), id, after](Completion<std::vector<LogEntry>> done) {
          parts->submit(std::move(done),
                        [=](auto then) { parts->primary_of(id).read(id, after, std::move(then)); });
        });
  const auto deadline = std::chrono::steady_clock::now() + std::min(wait, longest_wait);
  return ports::suspend<std::vector<LogEntry>>(
      [parts = parts_.get(), id, after, deadline](Completion<std::vector<LogEntry>> done) {
        const auto reader = std::make_shared<WaitingReader>(parts->loop);
        done.on_cancel([=] { parts->post([reader] { reader->cancel(); }); });
        parts->submit(std::move(done), [=](auto then) {
          parts->primary_of(id).wait(id, after, deadline, reader, std::move(then));
        });
      });
}

Async<std::vector<SpeedrunId>> RedisSpeedrunLog::unfinished(Duration idle, std::size_t limit) {
  return ports::suspend<std::vector<SpeedrunId>>(
      [parts = parts_.get(), idle, limit](Completion<std::vector<SpeedrunId>> done) {
        parts->submit(std::move(done), [=](auto then) {
          asio::co_spawn(parts->loop, parts->list(idle, limit, std::move(then)), asio::detached);
        });
      });
}

}  // namespace mcs::redis
