#include "faulty_log.hpp"

#include <utility>

namespace mcs::simulation {

boost::asio::awaitable<void> FaultyLog::never() {
  while (true) co_await clock_.sleep_until(clock_.now() + std::chrono::hours{24 * 365});
}

ports::Async<void> FaultyLog::travel() {
  if (faults_.max_delay > Duration{0}) {
    const auto delay = Duration{random_() % static_cast<unsigned>(faults_.max_delay.count())};
    co_await clock_.sleep_until(clock_.now() + delay);
  }
  if (dead_) co_await never();
  if (outage_) co_return fail(ErrorCode::Unavailable, "the log is unreachable");
  co_return Result<void>{};
}

ports::Async<Position> FaultyLog::create(SpeedrunId id, Bytes first_entry, Duration keep_for) {
  co_return co_await log_.create(id, std::move(first_entry), keep_for);
}

ports::Async<Position> FaultyLog::append(SpeedrunId id, Bytes entry) {
  hurried_ |= clock_.now() - last_append_ < append_interval_;
  const Instant begun = clock_.now();
  auto position = co_await try_append(id, std::move(entry));
  last_append_ = position ? begun : Instant{};
  co_return position;
}

ports::Async<Position> FaultyLog::try_append(SpeedrunId id, Bytes entry) {
  if (const auto arrived = co_await travel(); !arrived) co_return fail(arrived.error());
  if (happens(faults_.fail_before)) co_return fail(ErrorCode::Unavailable, "the way there failed");
  if (happens(faults_.repeat)) co_await log_.append(id, entry);
  const auto position = co_await log_.append(id, std::move(entry));
  if (const auto back = co_await travel(); !back) co_return fail(back.error());
  if (happens(faults_.fail_after)) co_return fail(ErrorCode::Unavailable, "the way back failed");
  co_return position;
}

ports::Async<std::vector<ports::LogEntry>> FaultyLog::read(SpeedrunId id, Position after,
                                                           Duration wait) {
  if (const auto arrived = co_await travel(); !arrived) co_return fail(arrived.error());
  if (happens(faults_.fail_read)) co_return fail(ErrorCode::Unavailable, "the read failed");
  auto entries = co_await log_.read(id, after, wait);
  if (const auto back = co_await travel(); !back) co_return fail(back.error());
  co_return entries;
}

ports::Async<void> FaultyLog::save_snapshot(SpeedrunId id, ports::LogSnapshot snapshot) {
  if (const auto arrived = co_await travel(); !arrived) co_return fail(arrived.error());
  co_return co_await log_.save_snapshot(id, std::move(snapshot));
}

ports::Async<std::optional<ports::LogSnapshot>> FaultyLog::load_snapshot(SpeedrunId id) {
  if (const auto arrived = co_await travel(); !arrived) co_return fail(arrived.error());
  co_return co_await log_.load_snapshot(id);
}

ports::Async<void> FaultyLog::retire(SpeedrunId id, Duration keep_for) {
  co_return co_await log_.retire(id, keep_for);
}

ports::Async<std::vector<SpeedrunId>> FaultyLog::unfinished(Duration idle, std::size_t limit) {
  if (const auto arrived = co_await travel(); !arrived) co_return fail(arrived.error());
  co_return co_await log_.unfinished(idle, limit);
}

}  // namespace mcs::simulation
