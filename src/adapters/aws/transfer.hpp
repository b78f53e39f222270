// One request as libcurl knows it, and who waits for its end.
#pragma once

#include <array>
#include <curl/curl.h>
#include <memory>

#include "adapters/aws/http_client.hpp"
#include "ports/completion.hpp"

namespace mcs::aws {

class Transfer {
 public:
  Transfer(HttpRequest request, ports::Completion<HttpResponse> done);
  ~Transfer();
  Transfer(const Transfer&) = delete;
  Transfer& operator=(const Transfer&) = delete;

  CURL* handle() const { return handle_; }

  // Once one of them, and nothing after it.
  void end(CURLcode result);
  void fail(Error error);

 private:
  static std::size_t receive(char* data, std::size_t unit, std::size_t count, void* transfer);

  void add_header(const std::string& header);
  void sign();

  HttpRequest request_;
  HttpResponse response_;
  ports::Completion<HttpResponse> done_;
  CURL* const handle_;
  curl_slist* headers_ = nullptr;
  std::array<char, CURL_ERROR_SIZE> error_{};
};

}  // namespace mcs::aws
