// HTTP requests over libcurl, signed with AWS Signature Version 4 where asked for. One thread
// serves all of them; nobody blocks. Follows no redirects and retries nothing.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "adapters/aws/credentials.hpp"
#include "ports/async.hpp"

namespace mcs::aws {

struct Signing {
  std::string region;
  std::string service;
  Credentials credentials;
};

struct HttpRequest {
  std::string url;
  std::vector<std::string> headers;  // "Name: value"
  std::optional<std::string> body;   // Makes it a POST.
  std::optional<Signing> signing;
  std::chrono::milliseconds timeout{10'000};
};

struct HttpResponse {
  long status = 0;
  std::string body;
};

// Any thread may call it.
class HttpClient {
 public:
  HttpClient();
  ~HttpClient();

  // Any response, whatever its status. Timeout, or Unavailable with libcurl's words; it may have
  // been served nevertheless.
  ports::Async<HttpResponse> send(HttpRequest request);

  // All requests, those to come too, end with Unavailable. Afterwards no caller's executor is
  // touched by the client's thread: it has ended. For one thread, not the client's.
  void stop();
  bool stopped() const;

 private:
  class Loop;

  std::unique_ptr<Loop> loop_;
};

}  // namespace mcs::aws
