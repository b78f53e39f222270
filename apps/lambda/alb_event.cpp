#include "alb_event.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <openssl/evp.h>

#include "net/request_target.hpp"

namespace mcs::lambda {

namespace json = boost::json;

namespace {

Result<std::string> decode_base64(std::string_view text) {
  if (text.size() % 4 != 0) return fail(ErrorCode::BadRequest, "the body is not base64");
  std::string bytes(text.size() / 4 * 3, '\0');
  const int size = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()),
                                   reinterpret_cast<const unsigned char*>(text.data()),
                                   static_cast<int>(text.size()));
  if (size < 0) return fail(ErrorCode::BadRequest, "the body is not base64");
  // OpenSSL counts the padding's bytes too.
  const std::size_t padding = text.ends_with("==") ? 2 : text.ends_with('=') ? 1 : 0;
  bytes.resize(static_cast<std::size_t>(size) - padding);
  return bytes;
}

std::string_view text_of(const json::object& object, std::string_view name) {
  const auto* const value = object.if_contains(name);
  if (value == nullptr || !value->is_string()) return {};
  return value->get_string();
}

// The strings in {"name": ["value", ...], ...}, one by one.
template <class Visit>
void for_each_value(const json::object& event, std::string_view member, Visit visit) {
  const auto* const fields = event.if_contains(member);
  if (fields == nullptr || !fields->is_object()) return;
  for (const auto& [name, values] : fields->get_object()) {
    if (!values.is_array()) continue;
    for (const auto& value : values.get_array())
      if (value.is_string()) visit(std::string_view(name), std::string_view(value.get_string()));
  }
}

Result<std::string> body_of(const json::object& event) {
  const std::string_view body = text_of(event, "body");
  const auto* const encoded = event.if_contains("isBase64Encoded");
  if (encoded != nullptr && encoded->is_bool() && encoded->get_bool()) return decode_base64(body);
  return std::string(body);
}

// As it was in the request line: the load balancer decodes neither path nor query.
std::string target_of(const json::object& event) {
  std::string target(text_of(event, "path"));
  char separator = '?';
  for_each_value(event, "multiValueQueryStringParameters",
                 [&target, &separator](std::string_view name, std::string_view value) {
                   target += std::exchange(separator, '&');
                   target.append(name).append("=").append(value);
                 });
  return target;
}

}  // namespace

Result<AlbRequest> read_alb_event(std::string_view text) {
  boost::system::error_code error;
  const json::value parsed = json::parse(text, error);
  if (error || !parsed.is_object())
    return fail(ErrorCode::BadRequest, "the event is no JSON object");
  const json::object& event = parsed.get_object();
  const net::http::verb method = net::http::string_to_verb(text_of(event, "httpMethod"));
  if (method == net::http::verb::unknown || text_of(event, "path").empty())
    return fail(ErrorCode::BadRequest, "the event is no HTTP request");
  auto target = net::parse_request_target(target_of(event));
  if (!target) return fail(target.error());
  auto body = body_of(event);
  if (!body) return fail(body.error());

  AlbRequest result{.request = {.method = method,
                                .path = std::move(target->path),
                                .query = std::move(target->query)},
                    .segments = std::move(target->segments),
                    .body = std::move(*body)};
  for_each_value(
      event, "multiValueHeaders",
      [&headers = result.request.headers](std::string_view name, std::string_view value) {
        headers.insert(name, value);
      });
  return result;
}

std::string write_alb_response(const net::Response& response) {
  json::object headers{{"X-Content-Type-Options", {"nosniff"}},
                       {"Referrer-Policy", {"no-referrer"}},
                       {"Content-Security-Policy", {net::data_content_security_policy}}};
  for (const auto& header : response.headers) {
    json::value& values = headers[header.name_string()];
    if (!values.is_array()) values = json::array{};
    values.get_array().push_back(json::string(header.value()));
  }
  const auto reason = net::http::obsolete_reason(net::http::int_to_status(response.status));
  return json::serialize(json::object{
      {"statusCode", response.status},
      {"statusDescription", std::to_string(response.status) + ' ' + std::string(reason)},
      {"isBase64Encoded", false},
      {"multiValueHeaders", std::move(headers)},
      {"body", response.body_bytes()}});
}

}  // namespace mcs::lambda
