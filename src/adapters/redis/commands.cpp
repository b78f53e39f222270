#include "adapters/redis/commands.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "adapters/redis/server_check.hpp"

namespace mcs::redis {

using boost::redis::request;
using ports::Async;

namespace {

// Refusals that end by themselves, or when an operator helps: Redis' error prefixes.
constexpr std::string_view passing_errors[] = {"READONLY", "LOADING",    "MASTERDOWN", "MISCONF",
                                               "OOM",      "NOREPLICAS", "BUSY",       "NOTBUSY",
                                               "TRYAGAIN", "NOAUTH",     "WRONGPASS",  "NOPERM",
                                               "NOSCRIPT", "UNBLOCKED",  "CLUSTERDOWN"};

std::string_view prefix_of(std::string_view error) {
  return error.substr(0, error.find(' '));
}

bool is_unknown_script(const Reply& reply) {
  return reply.is_error() && prefix_of(reply.text()) == "NOSCRIPT";
}

}  // namespace

Commands::Commands(boost::asio::io_context& loop, const ServerAddress& server,
                   const RedisOptions& options, LogObserver& observer)
    : options_(options),
      name_(server.name()),
      observer_(observer),
      link_(loop, server, options, *this) {}

// --- A new connection ---

Async<void> Commands::prepare() {
  if (auto checked = co_await check_server(); !checked) co_return checked;
  if (options_.durability == Durability::Disk)
    if (auto checked = co_await check_durability(); !checked) co_return checked;
  co_return co_await load_scripts();
}

Async<void> Commands::check_server() {
  request info;
  info.push("INFO");
  const auto replies = co_await link_.execute(std::move(info));
  if (!replies) co_return fail(replies.error());
  const Reply& reply = replies->front();
  if (reply.is_error()) co_return fail(refused(reply.text()));
  if (const auto checked = check_role(reply.text()); !checked)
    co_return fail(refused(checked.error().detail));
  co_return Result<void>{};
}

Async<void> Commands::check_durability() {
  request config;
  config.push("CONFIG", "GET", "appendonly");
  config.push("CONFIG", "GET", "appendfsync");
  auto replies = co_await link_.execute(std::move(config));
  if (!replies) co_return fail(replies.error());
  for (const Reply& reply : *replies) {
    if (!reply.is_error() && reply.size() == 2) continue;
    observer_.durability_unknown(
        name_, reply.is_error() ? reply.text() : "CONFIG GET does not show the setting");
    co_return Result<void>{};
  }
  if (const auto checked = check_fsync(replies->front().item(1), replies->back().item(1)); !checked)
    co_return fail(refused(checked.error().detail));
  co_return Result<void>{};
}

Async<void> Commands::load_scripts() {
  request load;
  for (std::size_t i = 0; i < script_count; ++i)
    load.push("SCRIPT", "LOAD", source_of(static_cast<Script>(i)));
  const auto replies = co_await link_.execute(std::move(load));
  if (!replies) co_return fail(replies.error());
  for (std::size_t i = 0; i < script_count; ++i) {
    if ((*replies)[i].is_error()) co_return fail(refused((*replies)[i].text()));
    digests_[i] = (*replies)[i].text();
  }
  co_return Result<void>{};
}

// --- Scripts ---

Async<std::vector<Reply>> Commands::send(const std::vector<ScriptCall>& calls, bool by_source,
                                         bool wait) {
  request batch;
  std::vector<std::string_view> words;
  for (const ScriptCall& call : calls) {
    const std::string key_count = std::to_string(call.keys.size());
    words.assign({key_count});
    words.insert(words.end(), call.keys.begin(), call.keys.end());
    words.insert(words.end(), call.arguments.begin(), call.arguments.end());
    if (by_source)
      batch.push_range("EVAL", source_of(call.script), words);
    else
      batch.push_range("EVALSHA", digests_[static_cast<std::size_t>(call.script)], words);
  }
  // Waits for what this connection has written before, and not as long as a command may take.
  if (wait)
    batch.push("WAIT", options_.replicas, std::max(options_.command_timeout.count() * 3 / 4, 1L));
  auto replies = co_await link_.execute(std::move(batch));
  if (!replies || !wait) co_return replies;
  const auto reached = replies->back().integer();
  if (replies->back().is_error()) co_return fail(refused(replies->back().text()));
  if (!reached || *reached < options_.replicas)
    co_return fail(refused(fmt::format("only {} of {} replicas have what was written",
                                       reached.value_or(0), options_.replicas)));
  replies->pop_back();
  co_return replies;
}

Async<std::vector<Result<Reply>>> Commands::run(std::vector<ScriptCall> calls) {
  return exchange(std::move(calls), false);
}

Async<std::vector<Result<Reply>>> Commands::write(std::vector<ScriptCall> calls) {
  return exchange(std::move(calls), options_.durability == Durability::Replicas);
}

Async<std::vector<Result<Reply>>> Commands::exchange(std::vector<ScriptCall> calls, bool wait) {
  if (!link_.up()) co_return fail(link_.down_reason());
  auto replies = co_await send(calls, false, wait);
  if (!replies) co_return fail(replies.error());

  std::vector<ScriptCall> unknown;
  for (std::size_t i = 0; i < calls.size(); ++i)
    if (is_unknown_script((*replies)[i])) unknown.push_back(calls[i]);
  std::vector<Reply> again;
  if (!unknown.empty()) {
    auto by_source = co_await send(unknown, true, wait);
    if (!by_source) co_return fail(by_source.error());
    again = std::move(*by_source);
  }

  std::vector<Result<Reply>> results;
  auto next = again.begin();
  for (Reply& reply : *replies) {
    results.push_back(checked(is_unknown_script(reply) ? std::move(*next++) : std::move(reply)));
  }
  co_return results;
}

Result<Reply> Commands::checked(Reply reply) {
  if (!reply.is_error()) return reply;
  const auto prefix = prefix_of(reply.text());
  // After a failover the same name leads to the new primary.
  if (prefix == "READONLY" || prefix == "NOAUTH") link_.drop(refused(reply.text()));
  auto error = refused(reply.text());
  if (std::ranges::find(passing_errors, prefix) == std::end(passing_errors))
    error.code = ErrorCode::Internal;
  return fail(std::move(error));
}

Error Commands::refused(std::string_view what) const {
  return {ErrorCode::Unavailable, fmt::format("Redis {}: {}", name_, what)};
}

Async<Reply> Commands::run_one(ScriptCall call) {
  std::vector<ScriptCall> calls;
  calls.push_back(std::move(call));
  auto results = co_await run(std::move(calls));
  if (!results) co_return fail(results.error());
  co_return std::move(results->front());
}

}  // namespace mcs::redis
