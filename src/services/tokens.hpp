// Access tokens: JSON Web Tokens (RFC 7519), signed with HS256 and nothing else.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/access_code.hpp"
#include "base/ids.hpp"
#include "base/result.hpp"
#include "domain/time.hpp"

namespace mcs::services {

struct TokenClaims {
  SpeedrunId speedrun;
  std::optional<UserId> user;          // Participants; a host has none.
  std::chrono::seconds expires_at{0};  // Since the epoch.

  bool is_host() const { return !user; }
};

struct TokenOptions {
  // The first signs; tokens signed with any of them are accepted, so that keys can be rotated.
  // Each has at least min_key_size bytes (RFC 7518, 3.2).
  std::vector<std::string> keys;
  std::string issuer = "mc-speedrun";
  std::string audience = "mc-speedrun";
  std::chrono::seconds lifetime = std::chrono::hours{24};
};

// Stateless; any thread may use it.
class Tokens {
 public:
  static constexpr std::size_t min_key_size = 32;

  explicit Tokens(TokenOptions options);

  std::string issue_host(SpeedrunId speedrun, domain::Instant now) const;
  std::string issue_participant(SpeedrunId speedrun, UserId user, domain::Instant now) const;

  // Unauthorized for anything that this service did not sign, or whose time is over.
  Result<TokenClaims> verify(std::string_view text, domain::Instant now) const;

  std::chrono::seconds lifetime() const { return options_.lifetime; }

 private:
  std::string issue(SpeedrunId speedrun, std::optional<UserId> user, domain::Instant now) const;

  const TokenOptions options_;
};

}  // namespace mcs::services
