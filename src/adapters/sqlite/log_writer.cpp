#include "adapters/sqlite/log_writer.hpp"

#include "adapters/sqlite/batch.hpp"

namespace mcs::sqlite {

Result<std::unique_ptr<LogWriter>> LogWriter::start(std::unique_ptr<LogStore> store,
                                                    LogIndex& index, LogReader& reader,
                                                    ports::Clock& clock, LogObserver& observer,
                                                    SpeedrunLogOptions options) {
  std::unique_ptr<LogWriter> writer(
      new LogWriter(std::move(store), index, reader, clock, observer, std::move(options)));
  if (auto loaded = writer->load(); !loaded) return fail(loaded.error());
  writer->thread_ = std::thread([&self = *writer] { self.run(); });
  return writer;
}

LogWriter::LogWriter(std::unique_ptr<LogStore> store, LogIndex& index, LogReader& reader,
                     ports::Clock& clock, LogObserver& observer, SpeedrunLogOptions options)
    : options_(std::move(options)),
      store_(std::move(store)),
      index_(index),
      reader_(reader),
      clock_(clock),
      observer_(observer),
      queue_(options_.commit_interval),
      upkeep_(*store_, index, reader, clock, observer, options_,
              [this] { queue_.wake_by(LogIndex::SteadyTime::min()); }) {}

LogWriter::~LogWriter() {
  close();
}

Result<void> LogWriter::load() {
  const auto heads = store_->load();
  if (!heads) return fail(heads.error());
  for (const auto& head : *heads) index_.add(head);
  auto dropped = store_->load_dropped();
  if (!dropped) return fail(dropped.error());
  upkeep_.resume_purge(std::move(*dropped));
  return {};
}

void LogWriter::submit(WriteRequest request) {
  if (queue_.push(request)) return;
  std::visit(
      [](auto& refused) {
        refused.done(fail(ErrorCode::Unavailable, "the speedrun log is closed"));
      },
      request.what);
}

void LogWriter::close() {
  queue_.close();
  if (thread_.joinable()) thread_.join();
}

void LogWriter::run() {
  auto wake_at = LogIndex::SteadyTime::min();
  while (auto requests = queue_.next(wake_at)) {
    if (!requests->empty()) commit(std::move(*requests));
    wake_at = upkeep_.run();
  }
}

void LogWriter::commit(std::vector<WriteRequest> requests) {
  const auto began = std::chrono::steady_clock::now();
  const auto now = clock_.now();
  // An expired code may be used again at once, however long its purge takes.
  for (const auto& request : requests)
    if (std::holds_alternative<CreateLog>(request.what))
      if (const auto* log = index_.find(request.id); log != nullptr && expires_at(log->head) <= now)
        upkeep_.drop({request.id});

  Batch batch(std::move(requests), *store_, index_, now);
  const auto committed = batch.commit();
  LogIndex::Deliveries deliveries;
  if (committed) batch.show_to_readers(deliveries);
  batch.answer(committed, observer_);
  reader_.answer(std::move(deliveries));

  if (committed)
    observer_.committed(batch.size(), std::chrono::steady_clock::now() - began);
  else
    observer_.failed(committed.error());
}

}  // namespace mcs::sqlite
