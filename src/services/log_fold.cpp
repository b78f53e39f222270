#include "services/log_fold.hpp"

#include "domain/log_codec.hpp"
#include "domain/snapshot.hpp"

namespace mcs::services {

ports::Async<FoldedLog> load_snapshot(ports::SpeedrunLog& log, SpeedrunId id) {
  auto snapshot = co_await log.load_snapshot(id);
  if (!snapshot) co_return fail(snapshot.error());
  FoldedLog folded;
  if (!*snapshot) co_return folded;
  auto speedrun = domain::decode_snapshot((*snapshot)->bytes);
  if (!speedrun) co_return folded;
  folded.speedrun = std::move(*speedrun);
  folded.position = (*snapshot)->position;
  co_return folded;
}

namespace {

Result<void> apply(FoldedLog& folded, const std::vector<ports::LogEntry>& entries) {
  domain::Effects effects;
  for (const ports::LogEntry& entry : entries) {
    if (entry.position <= folded.position) continue;
    const auto inputs = domain::decode_entry(entry.bytes);
    if (!inputs) return fail(inputs.error());
    for (const domain::Input& input : *inputs) {
      effects.clear();
      domain::step(folded.speedrun, input, effects);
    }
    folded.position = entry.position;
  }
  return {};
}

}  // namespace

ports::Async<void> catch_up(ports::SpeedrunLog& log, SpeedrunId id, FoldedLog& folded) {
  while (true) {
    const auto entries = co_await log.read(id, folded.position, domain::Duration{0});
    if (!entries) co_return fail(entries.error());
    if (entries->empty()) co_return Result<void>{};
    if (auto applied = apply(folded, *entries); !applied) co_return applied;
  }
}

ports::Async<FoldedLog> fold_log(ports::SpeedrunLog& log, SpeedrunId id) {
  auto folded = co_await load_snapshot(log, id);
  if (!folded) co_return fail(folded.error());
  if (const auto caught_up = co_await catch_up(log, id, *folded); !caught_up)
    co_return fail(caught_up.error());
  co_return folded;
}

}  // namespace mcs::services
