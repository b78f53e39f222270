// Requests are signed so that a server that checks it accepts them, and none but them.
#include <gmock/gmock.h>

#include "adapters/aws/http_client.hpp"
#include "adapters/dynamodb/result_store.hpp"
#include "adapters/sqs/completion_queue.hpp"
#include "support/aws_servers.hpp"
#include "support/event_loop.hpp"

namespace mcs::aws {
namespace {

using testing::HasSubstr;

const SpeedrunId id = AccessCode::parse("FFFF2222").value();

// The text between two tags.
std::string element(const std::string& xml, const std::string& name) {
  const auto begin = xml.find('<' + name + '>') + name.size() + 2;
  return xml.substr(begin, xml.find("</" + name + '>') - begin);
}

class SignatureTest : public testing::Test {
 protected:
  // IAM's and STS's query protocol: what an administrator does.
  std::string administrate(std::string service, std::string form) {
    HttpRequest request{.url = server_->url() + '/',
                        .headers = {"Content-Type: application/x-www-form-urlencoded"},
                        .body = std::move(form),
                        .signing = Signing{"us-east-1", std::move(service), administrator_}};
    const auto response = loop_.run(http_.send(std::move(request)));
    EXPECT_TRUE(response && response->status == 200) << (response ? response->body : "");
    return response->body;
  }

  // From now on moto checks signatures and permissions.
  void check_from_now_on() {
    HttpRequest request{.url = server_->url() + "/moto-api/reset-auth",
                        .headers = {"Content-Type: text/plain"},
                        .body = "0"};
    ASSERT_EQ(loop_.run(http_.send(std::move(request)))->status, 200);
  }

  Credentials make_user() {
    administrate("iam", "Action=CreateUser&Version=2010-05-08&UserName=reporter");
    administrate("iam",
                 "Action=PutUserPolicy&Version=2010-05-08&UserName=reporter&PolicyName=all"
                 "&PolicyDocument=" +
                     everything_);
    const auto key =
        administrate("iam", "Action=CreateAccessKey&Version=2010-05-08&UserName=reporter");
    return {element(key, "AccessKeyId"), element(key, "SecretAccessKey"), "", std::nullopt};
  }

  // As a task on ECS or a Lambda has them.
  Credentials assume_role() {
    administrate("iam",
                 "Action=CreateRole&Version=2010-05-08&RoleName=task"
                 "&AssumeRolePolicyDocument=" +
                     everything_);
    administrate("iam",
                 "Action=PutRolePolicy&Version=2010-05-08&RoleName=task&PolicyName=all"
                 "&PolicyDocument=" +
                     everything_);
    const auto session = administrate("sts",
                                      "Action=AssumeRole&Version=2011-06-15&RoleSessionName=session"
                                      "&RoleArn=arn:aws:iam::123456789012:role/task");
    return {element(session, "AccessKeyId"), element(session, "SecretAccessKey"),
            element(session, "SessionToken"), std::nullopt};
  }

  Config config(Credentials credentials) {
    auto config = test::aws_config(server_->url());
    config.credentials = std::move(credentials);
    return config;
  }

  // A call to each of the services.
  Result<void> enqueue(const Credentials& credentials) {
    sqs::SqsCompletionQueue queue(
        {.aws = config(credentials), .queue = "jobs.fifo", .create_if_missing = true});
    return loop_.run(queue.enqueue(id));
  }
  Result<void> put(const Credentials& credentials) {
    dynamodb::DynamoDbResultStore store(
        {.aws = config(credentials), .table = "speedruns", .create_if_missing = true});
    return loop_.run(store.put({.id = id, .quiz_name = "Quiz \xC3\xA9"}));
  }

  void expect_accepted(const Credentials& credentials) {
    const auto enqueued = enqueue(credentials);
    EXPECT_TRUE(enqueued) << enqueued.error().detail;
    const auto put_result = put(credentials);
    EXPECT_TRUE(put_result) << put_result.error().detail;
  }
  void expect_refused(const Credentials& credentials) {
    for (const auto& refused : {enqueue(credentials), put(credentials)}) {
      ASSERT_FALSE(refused);
      EXPECT_EQ(refused.error().code, ErrorCode::Internal) << refused.error().detail;
      EXPECT_THAT(refused.error().detail, HasSubstr("was refused with 4"));
    }
  }

  const Credentials administrator_{"ADMINISTRATOR", "secret", "", std::nullopt};
  const std::string everything_ =
      "%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%5B%7B%22Effect%22%3A%22Allow%22"
      "%2C%22Action%22%3A%22%2A%22%2C%22Resource%22%3A%22%2A%22%7D%5D%7D";
  test::EventLoop loop_;
  HttpClient http_;
  std::unique_ptr<test::ServerProcess> server_ = test::start_moto_server();
};

TEST_F(SignatureTest, TheRightKeyIsAcceptedAndAWrongOneRefused) {
  const auto user = make_user();
  check_from_now_on();
  expect_accepted(user);
  auto wrong = user;
  wrong.secret_key.back() = wrong.secret_key.back() == 'x' ? 'y' : 'x';
  expect_refused(wrong);
  expect_refused({"AKIANOBODY", user.secret_key, "", std::nullopt});
}

TEST_F(SignatureTest, TemporaryCredentialsNeedTheirSessionToken) {
  const auto role = assume_role();
  check_from_now_on();
  ASSERT_FALSE(role.session_token.empty());
  expect_accepted(role);
  auto wrong = role;
  wrong.secret_key.back() = wrong.secret_key.back() == 'x' ? 'y' : 'x';
  expect_refused(wrong);
  auto without_token = role;
  without_token.session_token.clear();
  expect_refused(without_token);
}

}  // namespace
}  // namespace mcs::aws
