#include "runtime_api.hpp"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <charconv>
#include <curl/curl.h>
#include <map>
#include <memory>

#include "base/assert.hpp"
#include "net/header_list.hpp"

namespace mcs::lambda {

struct RuntimeApi::Reply {
  long status = 0;
  std::map<std::string, std::string, std::less<>> headers;  // Names in lower case.
  std::string body;
};

namespace {

using Headers = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;

std::size_t append_body(const char* data, std::size_t unit, std::size_t count, std::string* body) {
  body->append(data, unit * count);
  return unit * count;
}

std::string error_body(const Error& error) {
  return boost::json::serialize(boost::json::object{{"errorType", facts(error.code).name},
                                                    {"errorMessage", error.detail},
                                                    {"stackTrace", boost::json::array{}}});
}

std::string header_value(CURL* curl, const char* name) {
  curl_header* header = nullptr;
  if (curl_easy_header(curl, name, 0, CURLH_HEADER, -1, &header) != CURLHE_OK) return {};
  return header->value;
}

std::chrono::system_clock::time_point deadline_of(const std::string& epoch_ms) {
  std::int64_t ms = 0;
  std::from_chars(epoch_ms.data(), epoch_ms.data() + epoch_ms.size(), ms);
  return std::chrono::system_clock::time_point{std::chrono::milliseconds{ms}};
}

}  // namespace

RuntimeApi::RuntimeApi(std::string_view address)
    : base_("http://" + std::string(address) + "/2018-06-01/runtime/"), curl_(curl_easy_init()) {
  MCS_ASSERT(curl_ != nullptr);
}

RuntimeApi::~RuntimeApi() {
  curl_easy_cleanup(curl_);
}

Result<RuntimeApi::Reply> RuntimeApi::send(const std::string& path, const std::string* body,
                                           const char* error_type) {
  CURL* const curl = curl_;
  Reply reply;
  // Keeps the connection.
  curl_easy_reset(curl);
  const std::string url = base_ + path;
  curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
  curl_easy_setopt(curl, CURLOPT_NOPROXY, "*");
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, append_body);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &reply.body);
  Headers headers(nullptr, curl_slist_free_all);
  if (body != nullptr) {
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body->data());
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body->size()));
    headers.reset(curl_slist_append(nullptr, "Content-Type: application/json"));
    // Without this, curl asks first whether a large response is welcome.
    curl_slist_append(headers.get(), "Expect:");
    if (error_type != nullptr) {
      const std::string type = std::string("Lambda-Runtime-Function-Error-Type: ") + error_type;
      curl_slist_append(headers.get(), type.c_str());
    }
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.get());
  }
  if (const CURLcode code = curl_easy_perform(curl); code != CURLE_OK)
    return fail(ErrorCode::Unavailable,
                std::string("the Lambda Runtime API: ") + curl_easy_strerror(code));
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &reply.status);
  for (const char* name : {"lambda-runtime-aws-request-id", "lambda-runtime-deadline-ms"})
    reply.headers[name] = header_value(curl, name);
  if (reply.status < 200 || reply.status > 299)
    return fail(ErrorCode::Unavailable,
                "the Lambda Runtime API answered " + std::to_string(reply.status) + " to " + path);
  return reply;
}

Result<Invocation> RuntimeApi::next() {
  auto reply = send("invocation/next", nullptr, nullptr);
  if (!reply) return fail(reply.error());
  Invocation invocation{.id = reply->headers["lambda-runtime-aws-request-id"],
                        .event = std::move(reply->body),
                        .deadline = deadline_of(reply->headers["lambda-runtime-deadline-ms"])};
  if (invocation.id.empty())
    return fail(ErrorCode::Unavailable, "the Lambda Runtime API named no request");
  return invocation;
}

Result<void> RuntimeApi::respond(const std::string& id, const std::string& response) {
  const auto reply = send("invocation/" + id + "/response", &response, nullptr);
  if (!reply) return fail(reply.error());
  return {};
}

Result<void> RuntimeApi::fail_invocation(const std::string& id, const Error& error) {
  const std::string body = error_body(error);
  const auto reply =
      send("invocation/" + id + "/error", &body, std::string(facts(error.code).name).c_str());
  if (!reply) return fail(reply.error());
  return {};
}

Result<void> RuntimeApi::fail_start(const Error& error) {
  const std::string body = error_body(error);
  const auto reply = send("init/error", &body, std::string(facts(error.code).name).c_str());
  if (!reply) return fail(reply.error());
  return {};
}

}  // namespace mcs::lambda
