// The Lambda Runtime API, from a function's side: the next event in, its response or its error out.
// https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace mcs::lambda {

struct Invocation {
  std::string id;
  std::string event;                               // JSON.
  std::chrono::system_clock::time_point deadline;  // Then the platform ends the process.
};

// Blocks; of one thread.
class RuntimeApi {
 public:
  // `address` is AWS_LAMBDA_RUNTIME_API: host and port.
  explicit RuntimeApi(std::string_view address);
  ~RuntimeApi();
  RuntimeApi(const RuntimeApi&) = delete;
  RuntimeApi& operator=(const RuntimeApi&) = delete;

  // Waits for as long as it takes. The platform stops the process meanwhile.
  Result<Invocation> next();
  Result<void> respond(const std::string& id, const std::string& response);
  // The event is not done; whether it comes again is up to who sent it.
  Result<void> fail_invocation(const std::string& id, const Error& error);
  // The function cannot start.
  Result<void> fail_start(const Error& error);

 private:
  struct Reply;

  Result<Reply> send(const std::string& path, const std::string* body, const char* error_type);

  const std::string base_;
  void* const curl_;
};

}  // namespace mcs::lambda
