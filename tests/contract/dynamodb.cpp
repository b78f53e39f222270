// The result store on DynamoDB under its contract, over the wire.
#include "adapters/dynamodb/result_store.hpp"
#include "contract/result_store_contract.hpp"
#include "support/aws_servers.hpp"

namespace mcs::contract {
namespace {

class DynamoDbHarness final : public ResultStoreHarness {
 public:
  explicit DynamoDbHarness(std::unique_ptr<test::ServerProcess> server)
      : server_(std::move(server)) {
    reopen();
  }

  ports::ResultStore& store() override { return *store_; }
  bool durable() const override { return true; }
  void reopen() override {
    store_.reset();
    store_ = std::make_unique<dynamodb::DynamoDbResultStore>(dynamodb::ResultStoreOptions{
        .aws = test::aws_config(server_->url()), .table = "speedruns", .create_if_missing = true});
  }

 private:
  std::unique_ptr<test::ServerProcess> server_;
  std::unique_ptr<ports::ResultStore> store_;
};

std::unique_ptr<ResultStoreHarness> on_dynoxide() {
  return std::make_unique<DynamoDbHarness>(test::start_dynamodb_server());
}

INSTANTIATE_TEST_SUITE_P(DynamoDb, ResultStoreContract, testing::Values(on_dynoxide));

}  // namespace
}  // namespace mcs::contract
