#include "adapters/redis/primary.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

namespace mcs::redis {

namespace asio = boost::asio;
using domain::Duration;
using ports::Async;
using ports::Completion;
using ports::LogSnapshot;
using std::chrono::steady_clock;

namespace {

// A script's number, or the error in place of 0.
Result<std::uint64_t> number_or(const Result<Reply>& reply, ErrorCode if_zero) {
  if (!reply) return fail(reply.error());
  const auto number = reply->integer();
  if (!number || *number < 0) return fail(ErrorCode::Internal, "Redis' reply is no number");
  if (*number == 0) return fail(if_zero);
  return static_cast<std::uint64_t>(*number);
}

Result<Position> position_of(const Result<Reply>& reply, ErrorCode if_zero) {
  const auto number = number_or(reply, if_zero);
  if (!number) return fail(number.error());
  return Position{*number};
}

Result<void> done_or_unknown(const Result<Reply>& reply) {
  const auto number = number_or(reply, ErrorCode::UnknownQuiz);
  if (!number) return fail(number.error());
  return {};
}

asio::awaitable<void> answer_read(Commands& commands, const Keys& keys, SpeedrunId id,
                                  Position after, Completion<Feed::Entries> done) {
  auto reply = co_await read_log(commands, keys, id, after);
  done(reply ? Result<Feed::Entries>(std::move(reply->entries)) : fail(reply.error()));
}

asio::awaitable<void> answer_wait(Follower& follower, SpeedrunId id, Position after,
                                  Feed::Time deadline, std::shared_ptr<WaitingReader> reader,
                                  Completion<Feed::Entries> done) {
  done(co_await follower.read(id, after, deadline, std::move(reader)));
}

Async<std::optional<LogSnapshot>> snapshot_of(Commands& commands, const Keys& keys, SpeedrunId id) {
  auto reply = co_await commands.run_one(load_snapshot(keys, id));
  if (!reply) co_return fail(reply.error());
  if (reply->size() == 0) co_return fail(ErrorCode::UnknownQuiz);
  if (reply->size() == 1) co_return std::optional<LogSnapshot>{};
  const auto position = reply->integer(0);
  if (!position) co_return fail(ErrorCode::Corrupt, "Redis holds a snapshot without position");
  co_return LogSnapshot{{static_cast<std::uint64_t>(*position)}, reply->take(1)};
}

asio::awaitable<void> answer_snapshot(Commands& commands, const Keys& keys, SpeedrunId id,
                                      Completion<std::optional<LogSnapshot>> done) {
  done(co_await snapshot_of(commands, keys, id));
}

}  // namespace

Primary::Primary(asio::io_context& loop, const ServerAddress& server, const RedisOptions& options,
                 const Keys& keys, LogObserver& observer)
    : loop_(loop),
      keys_(keys),
      observer_(observer),
      commands_(loop, server, options, observer),
      writer_(loop, commands_, observer),
      follower_(loop, server, options, keys, commands_, observer) {}

void Primary::start() {
  commands_.start();
  follower_.start();
}

void Primary::stop() {
  follower_.stop();
  asio::co_spawn(loop_, finish(), asio::detached);
}

asio::awaitable<void> Primary::finish() {
  co_await writer_.finish();
  commands_.stop();
}

void Primary::create(SpeedrunId id, Bytes entry, Duration keep_for, Completion<Position> done) {
  writer_.submit(create_log(keys_, id, std::move(entry), keep_for),
                 [done = std::move(done)](Result<Reply> reply) mutable {
                   done(position_of(reply, ErrorCode::AlreadyExists));
                 });
}

void Primary::append(SpeedrunId id, Bytes entry, Completion<Position> done) {
  const auto asked_at = steady_clock::now();
  writer_.submit(append_entry(keys_, id, std::move(entry)),
                 [this, asked_at, done = std::move(done)](Result<Reply> reply) mutable {
                   auto position = position_of(reply, ErrorCode::UnknownQuiz);
                   if (position) observer_.appended(steady_clock::now() - asked_at);
                   done(std::move(position));
                 });
}

void Primary::save_snapshot(SpeedrunId id, LogSnapshot snapshot, Completion<void> done) {
  writer_.submit(
      redis::save_snapshot(keys_, id, std::move(snapshot)),
      [done = std::move(done)](Result<Reply> reply) mutable { done(done_or_unknown(reply)); });
}

void Primary::retire(SpeedrunId id, Duration keep_for, Completion<void> done) {
  writer_.submit(
      retire_log(keys_, id, keep_for),
      [done = std::move(done)](Result<Reply> reply) mutable { done(done_or_unknown(reply)); });
}

void Primary::load_snapshot(SpeedrunId id, Completion<std::optional<LogSnapshot>> done) {
  asio::co_spawn(loop_, answer_snapshot(commands_, keys_, id, std::move(done)), asio::detached);
}

void Primary::read(SpeedrunId id, Position after, Completion<Feed::Entries> done) {
  asio::co_spawn(loop_, answer_read(commands_, keys_, id, after, std::move(done)), asio::detached);
}

void Primary::wait(SpeedrunId id, Position after, Feed::Time deadline,
                   std::shared_ptr<WaitingReader> reader, Completion<Feed::Entries> done) {
  asio::co_spawn(loop_,
                 answer_wait(follower_, id, after, deadline, std::move(reader), std::move(done)),
                 asio::detached);
}

Async<std::vector<Unfinished>> Primary::unfinished(Duration idle, std::size_t limit) {
  auto reply = co_await commands_.run_one(list_unfinished(keys_, idle, limit));
  if (!reply) co_return fail(reply.error());
  std::vector<Unfinished> found;
  for (std::size_t i = 0; i + 1 < reply->size(); i += 2) {
    const auto id = AccessCode::parse(reply->item(i));
    const auto last_append = reply->integer(i + 1);
    if (id && last_append) found.push_back({*last_append, *id});
  }
  co_return found;
}

}  // namespace mcs::redis
