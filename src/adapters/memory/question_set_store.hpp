// Question sets in memory: the port's promises but durability. For tests and the simulator.
#pragma once

#include <map>
#include <mutex>

#include "ports/question_set_store.hpp"

namespace mcs::memory {

// Any thread may call it.
class MemoryQuestionSetStore final : public ports::QuestionSetStore {
 public:
  ports::Async<void> put(SpeedrunId id, std::string content_hash, Bytes content) override;
  ports::Async<Bytes> get(SpeedrunId id, std::string content_hash) override;
  ports::Async<void> remove(SpeedrunId id) override;

 private:
  std::mutex mutex_;
  std::map<SpeedrunId, std::map<std::string, Bytes>> sets_;
};

}  // namespace mcs::memory
