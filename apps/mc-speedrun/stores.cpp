#include "stores.hpp"

#include <utility>

#include "adapters/directory/question_set_store.hpp"
#include "adapters/dynamodb/result_store.hpp"
#include "adapters/redis/speedrun_log.hpp"
#include "adapters/sqlite/completion_queue.hpp"
#include "adapters/sqlite/result_store.hpp"
#include "adapters/sqlite/speedrun_log.hpp"
#include "adapters/sqs/completion_queue.hpp"

namespace mcs::app {

namespace {

constexpr std::chrono::seconds patience{10};

// A log that can be closed, as a port and as what closes it.
template <class Log>
void keep(Stores& stores, std::unique_ptr<Log> log) {
  stores.close_log = [closing = log.get()] { closing->close(); };
  stores.log = std::move(log);
}

Result<redis::RedisOptions> redis_options(const Config& config) {
  redis::RedisOptions options{.ca_file = config.redis_ca_file, .replicas = config.redis_replicas};
  for (const std::string& url : config.redis_urls) {
    auto address = redis::parse_server_address(url);
    if (!address) return fail(address.error());
    if (address->password.empty()) address->password = config.redis_password;
    options.primaries.push_back(*std::move(address));
  }
  const auto durability = redis::parse_durability(config.redis_durability);
  if (!durability) return fail(durability.error());
  options.durability = *durability;
  return options;
}

Result<void> open_log(Stores& stores, const Config& config, ports::Clock& clock,
                      StoreObserver& observer) {
  if (config.redis_urls.empty()) {
    auto log =
        sqlite::SqliteSpeedrunLog::open({.file = config.data_dir / "log.db"}, clock, observer);
    if (!log) return fail(log.error());
    stores.connect_log = [] { return Result<void>{}; };
    keep(stores, *std::move(log));
    return {};
  }
  auto options = redis_options(config);
  if (!options) return fail(options.error());
  auto log = redis::RedisSpeedrunLog::open(*std::move(options), observer);
  if (!log) return fail(log.error());
  stores.connect_log = [opened = log->get()] { return opened->wait_until_connected(patience); };
  keep(stores, *std::move(log));
  return {};
}

Result<void> open_question_sets(Stores& stores, const Config& config) {
  auto sets = directory::DirectoryQuestionSetStore::open(
      config.question_sets.empty() ? config.data_dir / "question-sets" : config.question_sets);
  if (!sets) return fail(sets.error());
  stores.question_sets = *std::move(sets);
  return {};
}

Result<void> open_completions(Stores& stores, const Config& config, ports::Clock& clock) {
  if (config.completion_queue.empty()) {
    auto queue = sqlite::SqliteCompletionQueue::open({.file = config.data_dir / "jobs.db"}, clock);
    if (!queue) return fail(queue.error());
    stores.completions = *std::move(queue);
    return {};
  }
  auto aws = aws::find_config("sqs");
  if (!aws) return fail(aws.error());
  stores.completions = std::make_unique<sqs::SqsCompletionQueue>(
      sqs::CompletionQueueOptions{.aws = *std::move(aws),
                                  .queue = config.completion_queue,
                                  .create_if_missing = config.create_missing});
  return {};
}

Result<void> open_results(Stores& stores, const Config& config) {
  if (config.result_table.empty()) {
    auto results = sqlite::SqliteResultStore::open(config.data_dir / "results.db");
    if (!results) return fail(results.error());
    stores.results = *std::move(results);
    return {};
  }
  auto aws = aws::find_config("dynamodb");
  if (!aws) return fail(aws.error());
  stores.results = std::make_unique<dynamodb::DynamoDbResultStore>(
      dynamodb::ResultStoreOptions{.aws = *std::move(aws),
                                   .table = config.result_table,
                                   .create_if_missing = config.create_missing});
  return {};
}

}  // namespace

Result<Stores> open_stores(const Config& config, ports::Clock& clock, StoreObserver& observer) {
  const Roles& roles = config.roles;
  Stores stores;
  Result<void> opened = open_log(stores, config, clock, observer);
  if (opened && roles.use_question_sets()) opened = open_question_sets(stores, config);
  if (opened && roles.use_completions()) opened = open_completions(stores, config, clock);
  if (opened && roles.use_results()) opened = open_results(stores, config);
  if (!opened) return fail(opened.error());
  return stores;
}

}  // namespace mcs::app
