#include "adapters/redis/follower.hpp"

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>

namespace mcs::redis {

namespace asio = boost::asio;
using boost::system::error_code;
using ports::Async;
using std::chrono::steady_clock;

namespace {

// A log that nobody has read for this long is unsubscribed from.
constexpr std::chrono::seconds keep_unread{30};

}  // namespace

struct Follower::Followed {
  void wake_readers() {
    ++changes;
    for (WaitingReader* reader : readers) reader->wake.cancel();
  }

  Feed feed;
  std::vector<WaitingReader*> readers;
  std::uint64_t changes = 0;
  Feed::Time last_read = steady_clock::now();
};

Async<ReadReply> read_log(Commands& commands, const Keys& keys, SpeedrunId id, Position after) {
  auto answer = co_await commands.run_one(read_entries(keys, id, after));
  if (!answer) co_return fail(answer.error());
  if (answer->size() == 0) co_return fail(ErrorCode::UnknownQuiz);
  const auto born = answer->integer(0);
  const auto time_to_live = answer->integer(1);
  const auto last = answer->integer(2);
  if (!born || !time_to_live || !last)
    co_return fail(ErrorCode::Corrupt, "Redis holds something else under a speedrun's keys");
  ReadReply reply{.born = static_cast<std::uint64_t>(*born),
                  .last = {static_cast<std::uint64_t>(*last)}};
  if (*time_to_live >= 0) reply.time_to_live = std::chrono::milliseconds{*time_to_live};
  for (std::size_t i = 3; i < answer->size(); ++i)
    reply.entries.push_back({{after.value + i - 2}, answer->take(i)});
  co_return reply;
}

Follower::Follower(asio::io_context& loop, const ServerAddress& server, const RedisOptions& options,
                   const Keys& keys, Commands& commands, LogObserver& observer)
    : loop_(loop),
      options_(options),
      name_(server.name()),
      keys_(keys),
      commands_(commands),
      observer_(observer),
      next_sweep_(loop),
      link_(loop, server, options, *this) {}

Follower::~Follower() = default;

void Follower::start() {
  link_.start();
  asio::co_spawn(loop_, forget_unread(), asio::detached);
}

void Follower::stop() {
  stopping_ = true;
  link_.stop();
  next_sweep_.cancel();
  for (auto& [id, log] : logs_) log->wake_readers();
}

// --- Reading ---

Async<Feed::Entries> Follower::read(SpeedrunId id, Position after, Feed::Time deadline,
                                    std::shared_ptr<WaitingReader> reader) {
  const std::shared_ptr<Followed> log = follow(id);
  log->readers.push_back(reader.get());
  Result<Feed::Entries> entries;
  while (true) {
    if (stopping_) entries = fail(ErrorCode::Unavailable, "the speedrun log is closed");
    if (reader->cancelled) entries = fail(ErrorCode::Unavailable, "the caller was cancelled");
    if (!entries) break;

    const auto seen = log->changes;
    const auto now = steady_clock::now();
    if (now < log->feed.look_at()) entries = log->feed.entries_after(after);
    if (!entries->empty()) break;
    if (log->feed.must_look(after, now)) entries = co_await look(id, after, log);
    if (!entries || !entries->empty() || now >= deadline) break;
    if (log->changes != seen) continue;

    reader->wake.expires_at(std::min(deadline, log->feed.look_at()));
    error_code cancelled;
    co_await reader->wake.async_wait(asio::redirect_error(asio::use_awaitable, cancelled));
  }
  std::erase(log->readers, reader.get());
  log->last_read = steady_clock::now();
  co_return entries;
}

Async<Feed::Entries> Follower::look(SpeedrunId id, Position after, std::shared_ptr<Followed> log) {
  const auto subscription = log->feed.subscription();
  auto reply = co_await read_log(commands_, keys_, id, after);
  if (!reply) co_return fail(reply.error());
  std::chrono::milliseconds next = options_.look_interval;
  // A moment later than the last of its life, which is measured in whole milliseconds.
  if (reply->time_to_live)
    next = std::min(next, *reply->time_to_live + std::chrono::milliseconds{1});
  log->feed.looked(*reply, after, subscription, steady_clock::now() + next);
  co_return std::move(reply->entries);
}

// --- Subscriptions ---

std::shared_ptr<Follower::Followed> Follower::follow(SpeedrunId id) {
  auto& log = logs_[id];
  if (log) return log;
  log = std::make_shared<Followed>();
  if (link_.up()) send("SUBSCRIBE", {keys_.channel(id)});
  return log;
}

void Follower::send(std::string command, std::vector<std::string> channels) {
  asio::co_spawn(loop_, tell(std::move(command), std::move(channels)), asio::detached);
}

// The server confirms it by a push. Should it fail the connection is broken, and all is done again.
asio::awaitable<void> Follower::tell(std::string command, std::vector<std::string> channels) {
  boost::redis::request request;
  request.push_range(command, channels);
  co_await link_.execute(std::move(request));
}

Async<void> Follower::prepare() {
  co_return Result<void>{};
}

void Follower::link_up() {
  observer_.connected(name_);
  std::vector<std::string> channels;
  for (const auto& [id, log] : logs_) channels.push_back(keys_.channel(id));
  if (!channels.empty()) send("SUBSCRIBE", std::move(channels));
}

void Follower::link_down(const Error& reason) {
  observer_.disconnected(name_, reason);
  for (auto& [id, log] : logs_) {
    log->feed.unsubscribed();
    log->wake_readers();
  }
}

// ["subscribe", channel, count] or ["message", channel, publication].
void Follower::pushed(const Reply& push) {
  if (push.size() != 3) return;
  const auto id = keys_.speedrun_of(push.item(1));
  if (!id) return;
  const auto log = logs_.find(*id);
  if (log == logs_.end()) return;
  Followed& followed = *log->second;
  if (push.item(0) == "subscribe") {
    followed.feed.subscribed();
  } else if (push.item(0) == "message") {
    auto publication = parse_publication(push.item(2));
    if (!publication) return;
    if (!followed.feed.published(*std::move(publication), steady_clock::now()))
      observer_.missed_entries(name_);
  } else {
    return;
  }
  followed.wake_readers();
}

asio::awaitable<void> Follower::forget_unread() {
  while (!stopping_) {
    next_sweep_.expires_after(keep_unread);
    error_code cancelled;
    co_await next_sweep_.async_wait(asio::redirect_error(asio::use_awaitable, cancelled));
    std::vector<std::string> channels;
    std::erase_if(logs_, [&](const auto& entry) {
      const auto& [id, log] = entry;
      if (!log->readers.empty() || steady_clock::now() - log->last_read < keep_unread) return false;
      channels.push_back(keys_.channel(id));
      return true;
    });
    if (link_.up() && !channels.empty()) send("UNSUBSCRIBE", std::move(channels));
  }
}

}  // namespace mcs::redis
