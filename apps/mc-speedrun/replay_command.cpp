#include "replay_command.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <cstdio>
#include <string>

#include "adapters/journal/spdlog_journal.hpp"
#include "adapters/system/system_clock.hpp"
#include "protocol/results.hpp"
#include "services/replay.hpp"
#include "stores.hpp"

namespace mcs::app {

namespace {

Result<domain::SpeedrunResult> replayed(const Config& config) {
  const auto code = AccessCode::parse(config.code);
  if (!code) return fail(code.error());
  journal::SpdlogJournal journal(journal::Format::Text, ports::Severity::Error);
  system::SystemClock clock;
  Metrics metrics;
  StoreObserver observer(metrics, journal);
  const auto stores = open_stores(config, clock, observer);
  if (!stores) return fail(stores.error());

  if (const auto connected = stores->connect_log(); !connected) return fail(connected.error());

  boost::asio::io_context context;
  auto result =
      boost::asio::co_spawn(context, services::replay(*stores->log, *stores->question_sets, *code),
                            boost::asio::use_future);
  context.run();
  stores->close_log();
  return result.get();
}

}  // namespace

int replay(const Config& config) {
  const auto result = replayed(config);
  if (!result) {
    std::fprintf(stderr, "%s cannot be replayed: %s\n", config.code.c_str(),
                 result.error().detail.c_str());
    return 1;
  }
  std::puts(protocol::results_json(*result).c_str());
  return 0;
}

}  // namespace mcs::app
