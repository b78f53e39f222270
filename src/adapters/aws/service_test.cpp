#include "adapters/aws/service.hpp"

#include <boost/json/serialize.hpp>
#include <fstream>
#include <gmock/gmock.h>
#include <mutex>

#include "support/event_loop.hpp"
#include "support/http_stub.hpp"
#include "support/temporary_directory.hpp"

namespace mcs::aws {
namespace {

using namespace std::chrono_literals;
using test::answer;
using test::HttpStub;
using testing::HasSubstr;

const Credentials long_term{"AKIDEXAMPLE", "secret", "", std::nullopt};

// What a caller does: one action, and its answer as text.
ports::Async<std::string> ask(Service& service) {
  const auto reply = co_await service.call("Ask", {});
  if (!reply) co_return fail(reply.error().error);
  co_return boost::json::serialize(*reply);
}

class ServiceTest : public testing::Test {
 protected:
  Config config(const HttpStub& server, CredentialsSource credentials = long_term) {
    return {.region = "eu-central-1",
            .endpoint = server.url(),
            .credentials = std::move(credentials),
            .retry = {.attempts = 4, .first_delay = 1ms, .longest_delay = 5ms}};
  }
  Result<std::string> ask_once(Config settings) {
    Service service({"sqs", "AmazonSQS"}, std::move(settings));
    return loop_.run(service.run(ask(service)));
  }

  test::EventLoop loop_;
};

std::string header(const test::HttpRequest& request, std::string_view name) {
  return std::string(request[name]);
}

TEST_F(ServiceTest, SignsWhatItAsks) {
  test::HttpRequest seen;
  const HttpStub server([&seen](const test::HttpRequest& request) {
    seen = request;
    return answer(200, R"({"answer":42})");
  });
  const Credentials temporary{"ASIAEXAMPLE", "secret", "session", std::nullopt};
  EXPECT_EQ(ask_once(config(server, temporary)), R"({"answer":42})");
  EXPECT_EQ(header(seen, "X-Amz-Target"), "AmazonSQS.Ask");
  EXPECT_EQ(header(seen, "Content-Type"), "application/x-amz-json-1.0");
  EXPECT_EQ(header(seen, "X-Amz-Security-Token"), "session");
  EXPECT_THAT(header(seen, "Authorization"), HasSubstr("AWS4-HMAC-SHA256 Credential=ASIAEXAMPLE/"));
  EXPECT_THAT(header(seen, "Authorization"), HasSubstr("/eu-central-1/sqs/aws4_request"));
  EXPECT_THAT(header(seen, "Authorization"), HasSubstr("x-amz-security-token"));
  EXPECT_EQ(seen.body(), "{}");
}

TEST_F(ServiceTest, RepeatsWhatFailedByAccident) {
  std::atomic<int> count = 0;
  const HttpStub server([&count](const auto&) -> std::optional<test::HttpResponse> {
    switch (count++) {
      case 0: return answer(503, "<html>");
      case 1: return answer(400, R"({"__type":"com.amazon#ThrottlingException"})");
      case 2: return std::nullopt;
      default: return answer(200, "{}");
    }
  });
  EXPECT_EQ(ask_once(config(server)), "{}");
  EXPECT_EQ(count, 4);
}

TEST_F(ServiceTest, GivesUpInTheEndWithTheLastError) {
  const HttpStub server([](const auto&) { return answer(500, R"({"message":"on fire"})"); });
  const auto result = ask_once(config(server));
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::Unavailable);
  EXPECT_EQ(result.error().detail, "sqs Ask was refused with 500: on fire");
  EXPECT_EQ(server.requests(), 4U);
}

TEST_F(ServiceTest, DoesNotRepeatWhatIsWrong) {
  const HttpStub server([](const auto&) {
    return answer(400, R"({"__type":"com.amazonaws.sqs#QueueDoesNotExist","Message":"no queue"})");
  });
  const auto result = ask_once(config(server));
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::Internal);
  EXPECT_EQ(result.error().detail, "sqs Ask was refused with 400: QueueDoesNotExist: no queue");
  EXPECT_EQ(server.requests(), 1U);
}

TEST_F(ServiceTest, AnAnswerThatIsNoJsonIsAFailure) {
  const HttpStub server([](const auto&) { return answer(200, "<html>"); });
  const auto result = ask_once(config(server));
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::Unavailable);
}

TEST_F(ServiceTest, DoesNotWaitForEverForAnAnswer) {
  std::promise<void> end;
  const HttpStub server([ended = end.get_future().share()](const auto&) {
    ended.wait();
    return answer(200, "{}");
  });
  auto impatient = config(server);
  impatient.retry = {.attempts = 1, .timeout = 50ms};
  const auto result = ask_once(impatient);
  end.set_value();
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::Timeout);
}

TEST_F(ServiceTest, SaysThatNobodyListens) {
  std::optional<HttpStub> server(std::in_place, [](const auto&) { return answer(200, "{}"); });
  const auto settings = config(*server);
  server.reset();
  const auto result = ask_once(settings);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::Unavailable);
  EXPECT_THAT(result.error().detail, HasSubstr(settings.endpoint));
}

TEST_F(ServiceTest, WhoWaitsWhenItEndsHearsOfIt) {
  std::promise<void> asked;
  std::promise<void> end;
  std::once_flag once;
  const HttpStub server([&, ended = end.get_future().share()](const auto&) {
    std::call_once(once, [&asked] { asked.set_value(); });
    ended.wait();
    return answer(200, "{}");
  });
  std::optional<Service> service(std::in_place, Protocol{"sqs", "AmazonSQS"}, config(server));
  auto waiting = loop_.start(service->run(ask(*service)));
  test::get(asked.get_future());
  service.reset();
  const auto result = test::get(std::move(waiting));
  end.set_value();
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::Unavailable);
}

TEST_F(ServiceTest, WhoWaitsForTheNextAttemptWhenItEndsHearsOfItToo) {
  const HttpStub server([](const auto&) { return answer(500, ""); });
  auto patient = config(server);
  patient.retry = {.attempts = 100, .first_delay = 1h, .longest_delay = 1h};
  std::optional<Service> service(std::in_place, Protocol{"sqs", "AmazonSQS"}, patient);
  auto waiting = loop_.start(service->run(ask(*service)));
  while (server.requests() == 0) std::this_thread::yield();
  service.reset();
  EXPECT_FALSE(test::get(std::move(waiting)));
}

// --- Credentials ---

// Hands out key1, key2, ... that last for so long.
class CredentialsEndpoint {
 public:
  explicit CredentialsEndpoint(std::chrono::seconds life) : life_(life) {}

  ContainerEndpoint source() const { return {server_.url() + "/credentials", "", ""}; }
  unsigned handed_out() const { return server_.requests(); }
  std::string last_authorization() const {
    const std::lock_guard lock(mutex_);
    return last_authorization_;
  }

 private:
  test::HttpResponse hand_out(const test::HttpRequest& request) {
    const std::lock_guard lock(mutex_);
    last_authorization_ = header(request, "Authorization");
    const std::time_t end = std::time(nullptr) + life_.count();
    std::array<char, 32> date{};
    std::strftime(date.data(), date.size(), "%Y-%m-%dT%H:%M:%SZ", std::gmtime(&end));
    const auto key = "key" + std::to_string(++count_);
    return answer(200, R"({"AccessKeyId":")" + key +
                           R"(","SecretAccessKey":"s","Token":"t","Expiration":")" + date.data() +
                           "\"}");
  }

  const std::chrono::seconds life_;
  mutable std::mutex mutex_;
  int count_ = 0;
  std::string last_authorization_;
  HttpStub server_{[this](const auto& request) { return hand_out(request); }};
};

// Answers with the key that signed.
test::HttpResponse name_key(const test::HttpRequest& request) {
  const auto text = header(request, "Authorization");
  const auto begin = text.find("Credential=") + 11;
  return answer(200, "{\"key\":\"" + text.substr(begin, text.find('/') - begin) + "\"}");
}

TEST_F(ServiceTest, LoadsCredentialsOnceWhileTheyLast) {
  const CredentialsEndpoint endpoint(1h);
  const HttpStub server(name_key);
  Service service({"sqs", "AmazonSQS"}, config(server, endpoint.source()));
  for (int i = 0; i < 3; ++i) EXPECT_EQ(loop_.run(service.run(ask(service))), R"({"key":"key1"})");
  EXPECT_EQ(endpoint.handed_out(), 1U);
}

TEST_F(ServiceTest, LoadsCredentialsAgainBeforeTheyExpire) {
  const CredentialsEndpoint endpoint(1min);
  const HttpStub server(name_key);
  Service service({"sqs", "AmazonSQS"}, config(server, endpoint.source()));
  EXPECT_EQ(loop_.run(service.run(ask(service))), R"({"key":"key1"})");
  EXPECT_EQ(loop_.run(service.run(ask(service))), R"({"key":"key2"})");
}

TEST_F(ServiceTest, LoadsCredentialsAgainWhenTheServiceCallsThemExpired) {
  const CredentialsEndpoint endpoint(1h);
  const HttpStub server([](const test::HttpRequest& request) {
    auto response = name_key(request);
    if (response.body().find("key1") == std::string::npos) return response;
    return answer(400, R"({"__type":"ExpiredTokenException","message":"expired"})");
  });
  EXPECT_EQ(ask_once(config(server, endpoint.source())), R"({"key":"key2"})");
  EXPECT_EQ(server.requests(), 2U);
}

TEST_F(ServiceTest, ExpiredCredentialsWithoutAnotherSourceAreNotTriedAgain) {
  const HttpStub server(
      [](const auto&) { return answer(400, R"({"__type":"ExpiredTokenException"})"); });
  const auto result = ask_once(config(server));
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::Unavailable);
  EXPECT_EQ(server.requests(), 1U);
}

TEST_F(ServiceTest, KeepsCredentialsThatStillLastWhileNoNewOnesCome) {
  std::atomic<int> asked = 0;
  const auto soon = std::chrono::system_clock::now() + 4min;
  const std::time_t end = std::chrono::system_clock::to_time_t(soon);
  std::array<char, 32> date{};
  std::strftime(date.data(), date.size(), "%Y-%m-%dT%H:%M:%SZ", std::gmtime(&end));
  const HttpStub endpoint([&](const auto&) {
    if (asked++ > 0) return answer(500, "");
    return answer(200, R"({"AccessKeyId":"old","SecretAccessKey":"s","Expiration":")" +
                           std::string(date.data()) + "\"}");
  });
  const HttpStub server(name_key);
  Service service({"sqs", "AmazonSQS"}, config(server, ContainerEndpoint{endpoint.url()}));
  for (int i = 0; i < 2; ++i) EXPECT_EQ(loop_.run(service.run(ask(service))), R"({"key":"old"})");
  EXPECT_EQ(asked, 2);
}

TEST_F(ServiceTest, SendsTheTokenThatIsInTheFileNow) {
  const CredentialsEndpoint endpoint(1min);
  const HttpStub server(name_key);
  const test::TemporaryDirectory directory;
  auto source = endpoint.source();
  source.token_file = directory / "token";
  Service service({"sqs", "AmazonSQS"}, config(server, source));
  for (const std::string token : {"first", "second"}) {
    std::ofstream(source.token_file) << token << '\n';
    EXPECT_TRUE(loop_.run(service.run(ask(service))));
    EXPECT_EQ(endpoint.last_authorization(), token);
  }
}

}  // namespace
}  // namespace mcs::aws
