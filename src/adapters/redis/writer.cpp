#include "adapters/redis/writer.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>

namespace mcs::redis {

namespace asio = boost::asio;

namespace {

// A batch must not take so long that the server seems to hang.
constexpr std::size_t most_writes = 512;
constexpr std::size_t most_bytes = 2 * 1024 * 1024;

std::size_t size_of(const ScriptCall& call) {
  std::size_t size = 0;
  for (const auto& argument : call.arguments) size += argument.size();
  return size;
}

}  // namespace

void Writer::submit(ScriptCall call, Done done) {
  waiting_.push_back({std::move(call), std::move(done)});
  if (std::exchange(writing_, true)) return;
  asio::co_spawn(loop_, write_batches(), asio::detached);
}

asio::awaitable<void> Writer::finish() {
  while (writing_) {
    idle_.expires_at(std::chrono::steady_clock::time_point::max());
    boost::system::error_code cancelled;
    co_await idle_.async_wait(asio::redirect_error(asio::use_awaitable, cancelled));
  }
}

std::vector<Writer::Write> Writer::next_batch() {
  std::vector<Write> batch;
  std::size_t bytes = 0;
  while (!waiting_.empty() && batch.size() < most_writes && bytes < most_bytes) {
    bytes += size_of(waiting_.front().call);
    batch.push_back(std::move(waiting_.front()));
    waiting_.pop_front();
  }
  return batch;
}

asio::awaitable<void> Writer::write_batches() {
  while (!waiting_.empty()) {
    const auto begun = std::chrono::steady_clock::now();
    auto batch = next_batch();
    std::vector<ScriptCall> calls;
    for (Write& write : batch) calls.push_back(std::move(write.call));
    auto results = co_await commands_.write(std::move(calls));
    if (results) observer_.committed(batch.size(), std::chrono::steady_clock::now() - begun);
    for (std::size_t i = 0; i < batch.size(); ++i)
      batch[i].done(results ? std::move((*results)[i]) : fail(results.error()));
  }
  writing_ = false;
  idle_.cancel();
}

}  // namespace mcs::redis
