// The adapter on a directory under its contract.
#include "adapters/directory/question_set_store.hpp"
#include "contract/question_set_store_contract.hpp"
#include "support/temporary_directory.hpp"

namespace mcs::contract {
namespace {

class DirectoryHarness final : public QuestionSetStoreHarness {
 public:
  DirectoryHarness() { reopen(); }

  ports::QuestionSetStore& store() override { return *store_; }
  bool durable() const override { return true; }
  void reopen() override {
    store_.reset();
    store_ = directory::DirectoryQuestionSetStore::open(directory_.path()).value();
  }

 private:
  test::TemporaryDirectory directory_;
  std::unique_ptr<ports::QuestionSetStore> store_;
};

INSTANTIATE_TEST_SUITE_P(Directory, QuestionSetStoreContract,
                         testing::Values(QuestionSetStoreFactory{
                             std::make_unique<DirectoryHarness>}));

}  // namespace
}  // namespace mcs::contract
