#include "adapters/aws/config.hpp"

#include <gtest/gtest.h>
#include <map>

#include "adapters/aws/encoding.hpp"

namespace mcs::aws {
namespace {

using namespace std::string_literals;

using Variables = std::map<std::string, std::string>;

Environment environment(Variables variables) {
  return [variables = std::move(variables)](const char* name) {
    const auto found = variables.find(name);
    return found == variables.end() ? std::string() : found->second;
  };
}

Variables with_key(Variables more) {
  more.merge(Variables{{"AWS_REGION", "eu-north-1"},
                       {"AWS_ACCESS_KEY_ID", "key"},
                       {"AWS_SECRET_ACCESS_KEY", "secret"}});
  return more;
}

TEST(Config, FindsAwsItself) {
  const auto config = find_config("sqs", "", environment(with_key({{"AWS_SESSION_TOKEN", "t"}})));
  ASSERT_TRUE(config);
  EXPECT_EQ(config->region, "eu-north-1");
  EXPECT_EQ(config->endpoint, "https://sqs.eu-north-1.amazonaws.com");
  EXPECT_EQ(config->credentials, CredentialsSource(Credentials{"key", "secret", "t"}));
}

TEST(Config, TakesTheNearestEndpoint) {
  const auto all = environment(with_key(
      {{"AWS_ENDPOINT_URL", "http://all/"}, {"AWS_ENDPOINT_URL_DYNAMODB", "http://tables"}}));
  EXPECT_EQ(find_config("sqs", "", all)->endpoint, "http://all");
  EXPECT_EQ(find_config("dynamodb", "", all)->endpoint, "http://tables");
  EXPECT_EQ(find_config("dynamodb", "https://given:1/", all)->endpoint, "https://given:1");
}

TEST(Config, TakesTheContainersCredentials) {
  const auto on_ecs = environment({{"AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/v2/creds"}});
  EXPECT_EQ(find_credentials(on_ecs),
            CredentialsSource(ContainerEndpoint{"http://169.254.170.2/v2/creds"}));
  const auto elsewhere = environment({{"AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://[::1]:8/c"},
                                      {"AWS_CONTAINER_AUTHORIZATION_TOKEN", "token"}});
  EXPECT_EQ(find_credentials(elsewhere),
            CredentialsSource(ContainerEndpoint{"http://[::1]:8/c", "token"}));
}

TEST(Config, SaysWhichVariableIsMissingOrWrong) {
  const auto refused = [](Variables variables, std::string_view word) {
    const auto config = find_config("sqs", "", environment(std::move(variables)));
    ASSERT_FALSE(config);
    EXPECT_EQ(config.error().code, ErrorCode::BadRequest);
    EXPECT_NE(config.error().detail.find(word), std::string::npos) << config.error().detail;
  };
  refused({}, "AWS_REGION");
  refused({{"AWS_REGION", "r"}}, "AWS_ACCESS_KEY_ID");
  refused({{"AWS_REGION", "r"}, {"AWS_ACCESS_KEY_ID", "k"}}, "AWS_SECRET_ACCESS_KEY");
  refused(with_key({{"AWS_ENDPOINT_URL_SQS", "localhost:1"}}), "localhost:1");
  for (const auto* const url : {"http://example.com/c", "http://169.254.170.2.example.com/", "x"})
    refused({{"AWS_REGION", "r"}, {"AWS_CONTAINER_CREDENTIALS_FULL_URI", url}}, "FULL_URI");
}

TEST(ContainerCredentials, AreReadWithTheirDate) {
  const auto read = read_container_credentials(
      R"({"AccessKeyId":"k","SecretAccessKey":"s","Token":"t","Expiration":"2026-11-21T22:20:00Z"})");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->session_token, "t");
  EXPECT_EQ(read->expires, Moment(std::chrono::seconds{1'795'299'600}));
  for (const auto* const text :
       {"", "[]", R"({"AccessKeyId":"k"})",
        R"({"AccessKeyId":"k","SecretAccessKey":"s","Expiration":"soon"})"})
    EXPECT_FALSE(read_container_credentials(text)) << text;
}

TEST(Encoding, IsThatOfTheStandards) {
  EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  for (const auto& [bytes, text] : std::map<Bytes, std::string>{
           {"", ""}, {"f", "Zg=="}, {"fo", "Zm8="}, {"foo", "Zm9v"}, {"\xFF\0"s, "/wA="}}) {
    EXPECT_EQ(to_base64(bytes), text);
    EXPECT_EQ(from_base64(text), bytes);
  }
  for (const auto* const text : {"Z", "Zg=", "Zg=\n", "====", "Z===", " Zm9v", "Zm9v\n\n\n\n"})
    EXPECT_FALSE(from_base64(text)) << text;
}

}  // namespace
}  // namespace mcs::aws
