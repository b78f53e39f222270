// Who signs the requests: credentials from the environment or from the container's endpoint,
// loaded again before they expire. Never writes a secret anywhere.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "adapters/aws/environment.hpp"
#include "base/result.hpp"
#include "ports/async.hpp"

namespace mcs::aws {

class HttpClient;

using Moment = std::chrono::system_clock::time_point;

struct Credentials {
  std::string access_key;
  std::string secret_key;
  std::string session_token;  // Empty for long-term credentials.
  std::optional<Moment> expires;

  friend bool operator==(const Credentials&, const Credentials&) = default;
};

// Where ECS, EKS and Lambda SnapStart hand out credentials that they rotate.
struct ContainerEndpoint {
  std::string url;
  std::string token;       // Sent as Authorization; empty if none is asked for.
  std::string token_file;  // Read anew each time, because the platform replaces the token.

  friend bool operator==(const ContainerEndpoint&, const ContainerEndpoint&) = default;
};

using CredentialsSource = std::variant<Credentials, ContainerEndpoint>;

// AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN, which Lambda sets too; otherwise
// AWS_CONTAINER_CREDENTIALS_RELATIVE_URI or _FULL_URI with AWS_CONTAINER_AUTHORIZATION_TOKEN or
// _TOKEN_FILE. BadRequest names the variable that is missing or wrong.
Result<CredentialsSource> find_credentials(const Environment& environment);

// The endpoint's JSON answer; Unavailable if it is none.
Result<Credentials> read_container_credentials(std::string_view text);

// Of one thread.
class CredentialsProvider {
 public:
  CredentialsProvider(CredentialsSource source, HttpClient& http)
      : source_(std::move(source)), http_(http) {}

  // Loaded again when they are about to expire. If that fails, the old ones as long as they last.
  ports::Async<Credentials> current();
  // The service called these expired, whatever their date says. False if there is no other source
  // to ask.
  bool refuse(const Credentials& refused);

 private:
  ports::Async<Credentials> load(ContainerEndpoint endpoint);

  const CredentialsSource source_;
  HttpClient& http_;
  std::optional<Credentials> loaded_;
};

}  // namespace mcs::aws
