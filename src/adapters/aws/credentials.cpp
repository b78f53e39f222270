#include "adapters/aws/credentials.hpp"

#include <boost/json/parse.hpp>
#include <ctime>
#include <curl/curl.h>
#include <fstream>
#include <iterator>
#include <memory>

#include "adapters/aws/http_client.hpp"

namespace mcs::aws {

namespace json = boost::json;

namespace {

using namespace std::chrono_literals;

constexpr auto relative_host = "http://169.254.170.2";
constexpr auto load_before_expiry = 5min;
constexpr auto load_timeout = 5s;

std::string url_part(CURLU* url, CURLUPart part) {
  char* text = nullptr;
  if (curl_url_get(url, part, &text, 0) != CURLUE_OK) return {};
  const std::unique_ptr<char, decltype(&curl_free)> owner(text, &curl_free);
  return text;
}

// Over plain HTTP credentials are asked for only where the request cannot leave the machine: the
// addresses that the AWS SDKs accept too.
bool is_trusted(const std::string& url) {
  const std::unique_ptr<CURLU, decltype(&curl_url_cleanup)> parsed(curl_url(), &curl_url_cleanup);
  if (curl_url_set(parsed.get(), CURLUPART_URL, url.c_str(), 0) != CURLUE_OK) return false;
  if (url_part(parsed.get(), CURLUPART_SCHEME) == "https") return true;
  const auto host = url_part(parsed.get(), CURLUPART_HOST);
  return host == "localhost" || host.starts_with("127.") || host == "[::1]" ||
         host == "169.254.170.2" || host == "169.254.170.23" || host == "[fd00:ec2::23]";
}

std::optional<Moment> parse_moment(const std::string& text) {
  std::tm parts{};
  const char* const rest = strptime(text.c_str(), "%Y-%m-%dT%H:%M:%S", &parts);
  if (rest == nullptr || *rest == '\0') return std::nullopt;
  return std::chrono::system_clock::from_time_t(timegm(&parts));
}

std::string text_of(const json::object& object, std::string_view key) {
  const auto* const value = object.if_contains(key);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : "";
}

bool lasts(const Credentials& credentials, std::chrono::seconds time) {
  return !credentials.expires || *credentials.expires - std::chrono::system_clock::now() > time;
}

Result<std::string> authorization(const ContainerEndpoint& endpoint) {
  if (endpoint.token_file.empty()) return endpoint.token;
  std::ifstream file(endpoint.token_file);
  std::string token(std::istreambuf_iterator<char>(file), {});
  while (token.ends_with('\n')) token.pop_back();
  if (token.empty())
    return fail(ErrorCode::Unavailable, "cannot read the token in " + endpoint.token_file);
  return token;
}

}  // namespace

Result<CredentialsSource> find_credentials(const Environment& environment) {
  if (auto access_key = environment("AWS_ACCESS_KEY_ID"); !access_key.empty()) {
    auto secret_key = environment("AWS_SECRET_ACCESS_KEY");
    if (secret_key.empty())
      return fail(ErrorCode::BadRequest, "AWS_ACCESS_KEY_ID needs AWS_SECRET_ACCESS_KEY");
    return Credentials{std::move(access_key), std::move(secret_key),
                       environment("AWS_SESSION_TOKEN"), std::nullopt};
  }
  std::string url;
  if (const auto path = environment("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"); !path.empty())
    url = relative_host + path;
  else
    url = environment("AWS_CONTAINER_CREDENTIALS_FULL_URI");
  if (url.empty())
    return fail(ErrorCode::BadRequest,
                "no AWS credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or "
                "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI or AWS_CONTAINER_CREDENTIALS_FULL_URI");
  if (!is_trusted(url))
    return fail(ErrorCode::BadRequest,
                "AWS_CONTAINER_CREDENTIALS_FULL_URI must be https, or this machine's own");
  return ContainerEndpoint{std::move(url), environment("AWS_CONTAINER_AUTHORIZATION_TOKEN"),
                           environment("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE")};
}

Result<Credentials> read_container_credentials(std::string_view text) {
  boost::system::error_code error;
  const json::value value = json::parse(text, error);
  if (error || !value.is_object())
    return fail(ErrorCode::Unavailable, "the credentials endpoint did not answer with JSON");
  const auto& answer = value.get_object();
  Credentials credentials{text_of(answer, "AccessKeyId"), text_of(answer, "SecretAccessKey"),
                          text_of(answer, "Token"), std::nullopt};
  if (credentials.access_key.empty() || credentials.secret_key.empty())
    return fail(ErrorCode::Unavailable, "the credentials endpoint answered without credentials");
  if (const auto expiration = text_of(answer, "Expiration"); !expiration.empty()) {
    credentials.expires = parse_moment(expiration);
    if (!credentials.expires)
      return fail(ErrorCode::Unavailable, "the credentials expire at no known date: " + expiration);
  }
  return credentials;
}

ports::Async<Credentials> CredentialsProvider::current() {
  if (const auto* const fixed = std::get_if<Credentials>(&source_)) co_return *fixed;
  if (loaded_ && lasts(*loaded_, load_before_expiry)) co_return *loaded_;
  auto fresh = co_await load(std::get<ContainerEndpoint>(source_));
  if (fresh) {
    loaded_ = *fresh;
    co_return fresh;
  }
  if (loaded_ && lasts(*loaded_, 0s)) co_return *loaded_;
  co_return fail(fresh.error());
}

bool CredentialsProvider::refuse(const Credentials& refused) {
  if (loaded_ == refused) loaded_.reset();
  return std::holds_alternative<ContainerEndpoint>(source_);
}

ports::Async<Credentials> CredentialsProvider::load(ContainerEndpoint endpoint) {
  HttpRequest request{.url = endpoint.url, .headers = {"Accept: application/json"}};
  request.timeout = load_timeout;
  const auto token = authorization(endpoint);
  if (!token) co_return fail(token.error());
  if (!token->empty()) request.headers.push_back("Authorization: " + *token);
  const auto response = co_await http_.send(std::move(request));
  if (!response) co_return fail(response.error());
  if (response->status != 200)
    co_return fail(ErrorCode::Unavailable,
                   "the credentials endpoint answered " + std::to_string(response->status));
  co_return read_container_credentials(response->body);
}

}  // namespace mcs::aws
