#include "secrets.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/json/serialize.hpp>
#include <cstdlib>
#include <map>
#include <unistd.h>

#include "adapters/aws/config.hpp"
#include "adapters/aws/http_client.hpp"
#include "adapters/aws/reply.hpp"

namespace mcs::lambda {

namespace json = boost::json;

namespace {

constexpr std::string_view suffix = "_SECRET";

// ARNs by the names of the variables that shall hold the secrets' values.
std::map<std::string, std::string> wanted_secrets() {
  std::map<std::string, std::string> wanted;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view variable = *entry;
    const std::size_t end = variable.find('=');
    const std::string_view name = variable.substr(0, end);
    if (end == std::string_view::npos || !name.starts_with("MC_SPEEDRUN_") ||
        !name.ends_with(suffix))
      continue;
    wanted.emplace(name.substr(0, name.size() - suffix.size()), variable.substr(end + 1));
  }
  return wanted;
}

ports::Async<std::string> read_secret(aws::HttpClient& http, const aws::Config& config,
                                      const std::string& arn) {
  aws::CredentialsProvider provider(config.credentials, http);
  const auto credentials = co_await provider.current();
  if (!credentials) co_return fail(credentials.error());
  aws::HttpRequest request{
      .url = config.endpoint + '/',
      .headers = {"Content-Type: application/x-amz-json-1.1",
                  "X-Amz-Target: secretsmanager.GetSecretValue"},
      .body = json::serialize(json::object{{"SecretId", arn}, {"VersionStage", "AWSCURRENT"}}),
      .signing = aws::Signing{config.region, "secretsmanager", *credentials}};
  const auto response = co_await http.send(std::move(request));
  const auto reply = aws::read_reply("secretsmanager GetSecretValue", response);
  if (!reply) co_return fail(reply.error().error);
  const auto* const value = reply->if_contains("SecretString");
  if (value == nullptr || !value->is_string())
    co_return fail(ErrorCode::Unavailable, "the secret " + arn + " has no text");
  co_return std::string(value->get_string());
}

}  // namespace

Result<void> read_secrets_into_environment() {
  const auto wanted = wanted_secrets();
  if (wanted.empty()) return {};
  const auto config = aws::find_config("secretsmanager");
  if (!config) return fail(config.error());
  aws::HttpClient http;
  for (const auto& [name, arn] : wanted) {
    boost::asio::io_context context;
    auto reading =
        boost::asio::co_spawn(context, read_secret(http, *config, arn), boost::asio::use_future);
    context.run();
    const auto value = reading.get();
    if (!value) return fail(value.error());
    setenv(name.c_str(), value->c_str(), 1);
  }
  return {};
}

}  // namespace mcs::lambda
