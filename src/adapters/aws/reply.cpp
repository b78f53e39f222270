#include "adapters/aws/reply.hpp"

#include <algorithm>
#include <array>
#include <boost/json/parse.hpp>
#include <string_view>

namespace mcs::aws {

namespace json = boost::json;

namespace {

using namespace std::string_view_literals;

// Client errors by their status that are not the client's fault.
constexpr std::array throttling{
    "ThrottlingException"sv,    "Throttling"sv,
    "RequestThrottled"sv,       "ProvisionedThroughputExceededException"sv,
    "RequestLimitExceeded"sv,   "TransactionInProgressException"sv,
    "LimitExceededException"sv, "KmsThrottled"sv};
constexpr std::array expiry{"ExpiredToken"sv, "ExpiredTokenException"sv, "TokenRefreshRequired"sv};

bool is_any(const auto& codes, std::string_view code) {
  return std::ranges::find(codes, code) != codes.end();
}

std::string text_of(const json::object& object, std::string_view key) {
  const auto* const value = object.if_contains(key);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : "";
}

ErrorCode meaning(long status, std::string_view code) {
  if (is_any(throttling, code) || status == 429) return ErrorCode::Overloaded;
  if (status >= 500 || is_any(expiry, code)) return ErrorCode::Unavailable;
  // The request is wrong, or not allowed: a mistake in the program or its deployment.
  return ErrorCode::Internal;
}

Refusal read_refusal(const std::string& what, long status, const json::object& body) {
  std::string code = text_of(body, "__type");
  code.erase(0, code.find('#') + 1);
  std::string message = text_of(body, "message");
  if (message.empty()) message = text_of(body, "Message");
  const auto error = meaning(status, code);
  std::string detail = what + " was refused with " + std::to_string(status);
  for (const auto& part : {code, message})
    if (!part.empty()) detail += ": " + part;
  const bool expired = is_any(expiry, code);
  return {.code = std::move(code),
          .error = {error, std::move(detail)},
          .passing = error == ErrorCode::Overloaded || status >= 500,
          .credentials_expired = expired};
}

}  // namespace

Reply read_reply(const std::string& what, const Result<HttpResponse>& response) {
  if (!response) return std::unexpected(Refusal{.error = response.error(), .passing = true});
  boost::system::error_code broken;
  json::value body = response->body.empty() ? json::object() : json::parse(response->body, broken);
  const bool is_object = !broken && body.is_object();
  if (response->status == 200 && is_object) return std::move(body.get_object());
  if (response->status == 200)
    return std::unexpected(
        Refusal{.error = {ErrorCode::Unavailable, what + " was answered with no JSON object"},
                .passing = true});
  return std::unexpected(
      read_refusal(what, response->status, is_object ? body.get_object() : json::object()));
}

}  // namespace mcs::aws
