#include "adapters/aws/transfer.hpp"

#include <string_view>

#include "adapters/aws/encoding.hpp"
#include "base/assert.hpp"

namespace mcs::aws {

namespace {

// More than any of the services answers with.
constexpr std::size_t max_response_bytes = 64 * 1024 * 1024;
constexpr long connect_timeout_ms = 5'000;

template <class T>
void set(CURL* handle, CURLoption option, T value) {
  MCS_ASSERT(curl_easy_setopt(handle, option, value) == CURLE_OK);
}

}  // namespace

Transfer::Transfer(HttpRequest request, ports::Completion<HttpResponse> done)
    : request_(std::move(request)), done_(std::move(done)), handle_(curl_easy_init()) {
  MCS_ASSERT(handle_ != nullptr);
  set(handle_, CURLOPT_URL, request_.url.c_str());
  set(handle_, CURLOPT_PROTOCOLS_STR, "http,https");
  set(handle_, CURLOPT_HTTP_VERSION, long{CURL_HTTP_VERSION_1_1});
  set(handle_, CURLOPT_NOSIGNAL, 1L);
  set(handle_, CURLOPT_TIMEOUT_MS, static_cast<long>(request_.timeout.count()));
  set(handle_, CURLOPT_CONNECTTIMEOUT_MS, connect_timeout_ms);
  set(handle_, CURLOPT_ERRORBUFFER, error_.data());
  set(handle_, CURLOPT_WRITEFUNCTION, &Transfer::receive);
  set(handle_, CURLOPT_WRITEDATA, this);
  if (request_.body) {
    set(handle_, CURLOPT_POSTFIELDS, request_.body->data());
    set(handle_, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request_.body->size()));
    // No waiting for the server's permission to send a large body. Taking the header out instead
    // makes libcurl sign what it does not send.
    set(handle_, CURLOPT_EXPECT_100_TIMEOUT_MS, 1L);
  }
  for (const auto& header : request_.headers) add_header(header);
  if (request_.signing) sign();
  set(handle_, CURLOPT_HTTPHEADER, headers_);
}

Transfer::~Transfer() {
  curl_easy_cleanup(handle_);
  curl_slist_free_all(headers_);
}

void Transfer::add_header(const std::string& header) {
  headers_ = curl_slist_append(headers_, header.c_str());
  MCS_ASSERT(headers_ != nullptr);
}

void Transfer::sign() {
  const auto& [region, service, credentials] = *request_.signing;
  const std::string scope = "aws:amz:" + region + ':' + service;
  set(handle_, CURLOPT_AWS_SIGV4, scope.c_str());
  set(handle_, CURLOPT_USERNAME, credentials.access_key.c_str());
  set(handle_, CURLOPT_PASSWORD, credentials.secret_key.c_str());
  add_header("X-Amz-Content-Sha256: " + sha256(request_.body.value_or("")));
  if (!credentials.session_token.empty())
    add_header("X-Amz-Security-Token: " + credentials.session_token);
}

std::size_t Transfer::receive(char* data, std::size_t unit, std::size_t count, void* transfer) {
  auto& body = static_cast<Transfer*>(transfer)->response_.body;
  const std::size_t size = unit * count;
  if (body.size() + size > max_response_bytes) return 0;
  body.append(data, size);
  return size;
}

void Transfer::end(CURLcode result) {
  if (result == CURLE_OK) {
    curl_easy_getinfo(handle_, CURLINFO_RESPONSE_CODE, &response_.status);
    return done_(std::move(response_));
  }
  const bool late = result == CURLE_OPERATION_TIMEDOUT;
  const std::string_view words =
      error_.front() != '\0' ? error_.data() : curl_easy_strerror(result);
  fail({late ? ErrorCode::Timeout : ErrorCode::Unavailable,
        "no answer from " + request_.url + ": " + std::string(words)});
}

void Transfer::fail(Error error) {
  done_(mcs::fail(std::move(error)));
}

}  // namespace mcs::aws
