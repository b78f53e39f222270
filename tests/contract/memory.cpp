// The adapters in memory under the contracts.
#include <array>

#include "adapters/memory/completion_queue.hpp"
#include "adapters/memory/question_set_store.hpp"
#include "adapters/memory/result_store.hpp"
#include "adapters/memory/speedrun_log.hpp"
#include "contract/completion_queue_contract.hpp"
#include "contract/question_set_store_contract.hpp"
#include "contract/result_store_contract.hpp"
#include "contract/speedrun_log_contract.hpp"
#include "support/settable_clock.hpp"

namespace mcs::contract {
namespace {

class MemoryLogHarness final : public SpeedrunLogHarness {
 public:
  ports::SpeedrunLog& log() override { return log_; }
  void let_pass(domain::Duration time) override { clock_.advance(time); }
  bool durable() const override { return false; }
  void reopen() override {}

 private:
  test::SettableClock clock_;
  memory::MemorySpeedrunLog log_{clock_};
};

class MemoryQueueHarness final : public CompletionQueueHarness {
 public:
  ports::CompletionQueue& queue() override { return queue_; }
  void let_pass(domain::Duration time) override { clock_.advance(time); }
  bool durable() const override { return false; }
  void reopen() override {}
  std::vector<SpeedrunId> dead_letters() override { return queue_.dead_letters(); }

 private:
  test::SettableClock clock_;
  memory::MemoryCompletionQueue queue_{clock_, {visibility_timeout, max_attempts}};
};

class MemoryQuestionSetHarness final : public QuestionSetStoreHarness {
 public:
  ports::QuestionSetStore& store() override { return store_; }
  bool durable() const override { return false; }
  void reopen() override {}

 private:
  memory::MemoryQuestionSetStore store_;
};

class MemoryResultHarness final : public ResultStoreHarness {
 public:
  ports::ResultStore& store() override { return store_; }
  bool durable() const override { return false; }
  void reopen() override {}

 private:
  memory::MemoryResultStore store_;
};

INSTANTIATE_TEST_SUITE_P(Memory, SpeedrunLogContract,
                         testing::Values(SpeedrunLogFactory{std::make_unique<MemoryLogHarness>}));
INSTANTIATE_TEST_SUITE_P(Memory, CompletionQueueContract,
                         testing::Values(CompletionQueueFactory{
                             std::make_unique<MemoryQueueHarness>}));
INSTANTIATE_TEST_SUITE_P(Memory, QuestionSetStoreContract,
                         testing::Values(QuestionSetStoreFactory{
                             std::make_unique<MemoryQuestionSetHarness>}));
INSTANTIATE_TEST_SUITE_P(Memory, ResultStoreContract,
                         testing::Values(ResultStoreFactory{
                             std::make_unique<MemoryResultHarness>}));

}  // namespace
}  // namespace mcs::contract
