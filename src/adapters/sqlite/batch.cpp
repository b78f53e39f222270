#include "adapters/sqlite/batch.hpp"

#include <algorithm>
#include <type_traits>

namespace mcs::sqlite {

Result<void> Batch::commit() {
  auto done = write();
  if (!done) take_back();
  return done;
}

Result<void> Batch::write() {
  auto transaction = Transaction::begin(store_.database());
  if (!transaction) return fail(transaction.error());
  outcomes_.reserve(requests_.size());
  for (const auto& request : requests_) {
    auto outcome =
        std::visit([&](const auto& what) { return write_one(request.id, what); }, request.what);
    if (!outcome) return fail(std::move(outcome.error()));
    outcomes_.push_back(std::move(*outcome));
  }
  return transaction->commit();
}

Result<Batch::Outcome> Batch::write_one(SpeedrunId id, const CreateLog& request) {
  if (index_.find(id) != nullptr) return Outcome(fail(ErrorCode::AlreadyExists));
  const auto row = store_.create(id, request.keep_for, now_);
  if (!row) return fail(row.error());
  created_.push_back(id);
  return append(index_.add({.row = *row,
                            .id = id,
                            .keep_for = request.keep_for,
                            .last = {},
                            .last_append = now_,
                            .retired_until = std::nullopt}),
                request.first_entry);
}

Result<Batch::Outcome> Batch::write_one(SpeedrunId id, const AppendEntry& request) {
  auto* log = live(id);
  if (log == nullptr) return Outcome(fail(ErrorCode::UnknownQuiz));
  return append(*log, request.entry);
}

Result<Batch::Outcome> Batch::write_one(SpeedrunId id, const SaveSnapshot& request) {
  auto* log = live(id);
  if (log == nullptr) return Outcome(fail(ErrorCode::UnknownQuiz));
  if (auto done = store_.save_snapshot(log->head.row, request.snapshot); !done)
    return fail(done.error());
  return Outcome();
}

Result<Batch::Outcome> Batch::write_one(SpeedrunId id, const RetireLog& request) {
  auto* log = live(id);
  if (log == nullptr) return Outcome(fail(ErrorCode::UnknownQuiz));
  if (auto done = store_.retire(log->head.row, now_ + request.keep_for); !done)
    return fail(done.error());
  return Outcome();
}

Result<Batch::Outcome> Batch::append(LogIndex::Log& log, const Bytes& entry) {
  const Position position{log.assigned.value + 1};
  if (auto done = store_.append(log.head.row, position, now_, entry); !done)
    return fail(done.error());
  log.assigned = position;
  return Outcome(position);
}

LogIndex::Log* Batch::live(SpeedrunId id) {
  auto* log = index_.find(id);
  return log != nullptr && expires_at(log->head) > now_ ? log : nullptr;
}

void Batch::take_back() {
  LogIndex::Deliveries nobody_waits_for_what_was_never_shown;
  for (const auto id : created_) index_.remove(id, nobody_waits_for_what_was_never_shown);
  for (const auto& request : requests_)
    if (auto* log = index_.find(request.id)) log->assigned = log->head.last;
}

void Batch::show_to_readers(LogIndex::Deliveries& deliveries) {
  std::vector<LogIndex::Published> entries;
  entries.reserve(requests_.size());
  for (std::size_t i = 0; i < requests_.size(); ++i) {
    if (!outcomes_[i]) continue;
    auto& log = *index_.find(requests_[i].id);
    auto& what = requests_[i].what;
    if (auto* create = std::get_if<CreateLog>(&what))
      entries.push_back({&log, std::move(create->first_entry)});
    else if (auto* append = std::get_if<AppendEntry>(&what))
      entries.push_back({&log, std::move(append->entry)});
    else if (auto* retire = std::get_if<RetireLog>(&what))
      index_.retire(log, now_ + retire->keep_for);
  }
  index_.publish(std::move(entries), now_, deliveries);
}

void Batch::answer(const Result<void>& committed, LogObserver& observer) {
  const auto now = std::chrono::steady_clock::now();
  for (std::size_t i = 0; i < requests_.size(); ++i) {
    auto& request = requests_[i];
    auto outcome = committed ? std::move(outcomes_[i]) : Outcome(fail(committed.error()));
    if (outcome && std::holds_alternative<AppendEntry>(request.what))
      observer.appended(now - request.asked_at);
    std::visit(
        [&outcome](auto& what) {
          if constexpr (std::is_invocable_v<decltype(what.done), Outcome>)
            what.done(std::move(outcome));
          else if (outcome)
            what.done({});
          else
            what.done(fail(std::move(outcome.error())));
        },
        request.what);
  }
}

}  // namespace mcs::sqlite
