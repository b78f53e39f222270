#include "adapters/memory/question_set_store.hpp"

namespace mcs::memory {

using ports::Async;

Async<void> MemoryQuestionSetStore::put(SpeedrunId id, std::string content_hash, Bytes content) {
  const std::lock_guard lock(mutex_);
  sets_[id][std::move(content_hash)] = std::move(content);
  co_return Result<void>{};
}

Async<Bytes> MemoryQuestionSetStore::get(SpeedrunId id, std::string content_hash) {
  const std::lock_guard lock(mutex_);
  const auto sets = sets_.find(id);
  if (sets == sets_.end()) co_return fail(ErrorCode::NotFound, "there is no such question set");
  const auto content = sets->second.find(content_hash);
  if (content == sets->second.end())
    co_return fail(ErrorCode::NotFound, "there is no such question set");
  co_return content->second;
}

Async<void> MemoryQuestionSetStore::remove(SpeedrunId id) {
  const std::lock_guard lock(mutex_);
  sets_.erase(id);
  co_return Result<void>{};
}

}  // namespace mcs::memory
