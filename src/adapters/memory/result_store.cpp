#include "adapters/memory/result_store.hpp"

namespace mcs::memory {

using ports::Async;

Async<void> MemoryResultStore::put(domain::SpeedrunResult result) {
  const std::lock_guard lock(mutex_);
  const SpeedrunId id = result.id;
  results_.insert_or_assign(id, std::move(result));
  co_return Result<void>{};
}

Async<domain::SpeedrunResult> MemoryResultStore::get(SpeedrunId id) {
  const std::lock_guard lock(mutex_);
  const auto result = results_.find(id);
  if (result == results_.end()) co_return fail(ErrorCode::NotFound, "there is no such result");
  co_return result->second;
}

}  // namespace mcs::memory
