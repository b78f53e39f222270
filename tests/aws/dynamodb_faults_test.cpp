// Results in DynamoDB when requests fail, writes are throttled, and writers disagree.
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <gtest/gtest.h>
#include <random>

#include "adapters/dynamodb/result_store.hpp"
#include "aws/faults.hpp"
#include "contract/random_result.hpp"
#include "support/aws_servers.hpp"
#include "support/event_loop.hpp"

namespace mcs::dynamodb {
namespace {

namespace json = boost::json;
using namespace std::chrono_literals;
using contract::random_result;
using domain::SpeedrunResult;
using test::Fault;
using test::HttpStub;

const SpeedrunId id = AccessCode::parse("FFFF2222").value();

class DynamoDbFaults : public testing::Test {
 protected:
  ResultStoreOptions options(std::string endpoint) {
    ResultStoreOptions options{.aws = test::aws_config(std::move(endpoint)),
                               .table = "speedruns",
                               .create_if_missing = true};
    options.aws.retry = {.attempts = 20, .first_delay = 1ms, .longest_delay = 10ms};
    return options;
  }
  SpeedrunResult result(std::size_t questions, std::size_t participants, unsigned seed = 1) {
    std::mt19937_64 random(seed);
    return random_result(random, id, {questions, participants});
  }
  Result<void> put(DynamoDbResultStore& store, SpeedrunResult result) {
    return loop_.run(store.put(std::move(result)));
  }
  Result<SpeedrunResult> get(DynamoDbResultStore& store) { return loop_.run(store.get(id)); }

  test::EventLoop loop_;
  test::EventLoop another_loop_;
  std::unique_ptr<test::ServerProcess> server_ = test::start_dynamodb_server();
};

TEST_F(DynamoDbFaults, AResultOfThousandsArrivesWhole) {
  DynamoDbResultStore store(options(server_->url()));
  const auto large = result(20, 5'000);
  ASSERT_TRUE(put(store, large));
  EXPECT_TRUE(get(store) == large);
}

TEST_F(DynamoDbFaults, AResultArrivesThoughAnyRequestMayFail) {
  const auto seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  const HttpStub between(test::with_faults(server_->port(), [seed](const auto&, unsigned number) {
    std::mt19937 random(seed + number);
    return std::discrete_distribution<int>({60, 10, 10, 10, 10})(random) == 0
               ? Fault::None
               : static_cast<Fault>(1 + random() % 4);
  }));
  DynamoDbResultStore store(options(between.url()));
  const auto whole = result(20, 2'000);
  const auto done = put(store, whole);
  ASSERT_TRUE(done) << done.error().detail;
  EXPECT_TRUE(get(store) == whole);
}

// Puts every third item of a batch, and gives the others back.
HttpStub::Handler under_pressure(std::uint16_t port) {
  return [port](test::HttpRequest request) -> std::optional<test::HttpResponse> {
    if (test::action_of(request) != "BatchWriteItem") return test::forward(request, port);
    auto body = json::parse(request.body()).as_object();
    auto& items = body["RequestItems"].as_object()["speedruns"].as_array();
    json::array put;
    json::array unprocessed;
    for (std::size_t i = 0; i < items.size(); ++i)
      (i % 3 == 0 ? put : unprocessed).push_back(items[i]);
    items = put;
    request.body() = json::serialize(body);
    request.prepare_payload();
    auto response = test::forward(std::move(request), port);
    if (!response || response->result_int() != 200 || unprocessed.empty()) return response;
    return test::answer(200, json::serialize(json::object{
                                 {"UnprocessedItems", json::object{{"speedruns", unprocessed}}}}));
  };
}

TEST_F(DynamoDbFaults, UnprocessedItemsArePutAgain) {
  const HttpStub between(under_pressure(server_->port()));
  DynamoDbResultStore store(options(between.url()));
  const auto whole = result(20, 2'000);
  ASSERT_TRUE(put(store, whole));
  EXPECT_TRUE(get(store) == whole);
}

TEST_F(DynamoDbFaults, ATableThatTakesNothingIsGivenUpAndShowsNothing) {
  const HttpStub between([&](const test::HttpRequest& request) {
    if (test::action_of(request) != "BatchWriteItem")
      return test::forward(request, server_->port());
    const auto body = json::parse(request.body()).as_object();
    return std::optional(test::answer(
        200, json::serialize(json::object{{"UnprocessedItems", body.at("RequestItems")}})));
  });
  DynamoDbResultStore store(options(between.url()));
  const auto refused = put(store, result(20, 20));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::Overloaded);
  EXPECT_EQ(get(store).error().code, ErrorCode::NotFound);
}

TEST_F(DynamoDbFaults, WritersThatDisagreeLeaveOneOfTheirResultsWhole) {
  DynamoDbResultStore store(options(server_->url()));
  DynamoDbResultStore another(options(server_->url()));
  const auto one = result(5, 500, 1);
  const auto other = result(7, 300, 2);
  for (int round = 0; round < 5; ++round) {
    auto first = loop_.start(store.put(one));
    auto second = another_loop_.start(another.put(other));
    while (first.wait_for(0s) != std::future_status::ready) {
      const auto seen = get(store);
      ASSERT_TRUE(seen ? *seen == one || *seen == other : seen.error().code == ErrorCode::NotFound);
    }
    ASSERT_TRUE(test::get(std::move(first)));
    ASSERT_TRUE(test::get(std::move(second)));
    const auto left = get(store);
    ASSERT_TRUE(left == one || left == other);
  }
}

TEST_F(DynamoDbFaults, AResultIsGoneWhenItsTimeIsOver) {
  auto forgetful = options(server_->url());
  forgetful.keep_for = 0h;
  DynamoDbResultStore store(forgetful);
  ASSERT_TRUE(put(store, result(1, 1)));
  EXPECT_EQ(get(store).error().code, ErrorCode::NotFound);
  auto patient = options(server_->url());
  patient.keep_for = 1h;
  DynamoDbResultStore keeping(patient);
  ASSERT_TRUE(put(keeping, result(1, 1)));
  EXPECT_EQ(get(keeping), result(1, 1));
}

}  // namespace
}  // namespace mcs::dynamodb
