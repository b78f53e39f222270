#include "services/tokens.hpp"

#include <cstdlib>
#include <jwt.h>
#include <memory>
#include <utility>

#include "base/assert.hpp"

namespace mcs::services {

namespace {

// Longer than any token issued here; what is longer is not worth parsing.
constexpr std::size_t max_token_size = 1'024;

struct FreeToken {
  void operator()(jwt_t* token) const { jwt_free(token); }
};
using Token = std::unique_ptr<jwt_t, FreeToken>;

// libjwt 1.10 has no jwt_free_str(); its memory is malloc's.
struct FreeText {
  void operator()(char* text) const { std::free(text); }
};

const unsigned char* key_bytes(const std::string& key) {
  return reinterpret_cast<const unsigned char*>(key.data());
}

std::string_view text_claim(const Token& token, const char* name) {
  const char* value = jwt_get_grant(token.get(), name);
  return value != nullptr ? value : "";
}

// Nothing unless the token has a valid HS256 signature by this key. libjwt would also accept other
// algorithms that the token itself names.
Token decode(const std::string& text, const std::string& key) {
  jwt_t* decoded = nullptr;
  if (jwt_decode(&decoded, text.c_str(), key_bytes(key), static_cast<int>(key.size())) != 0)
    return nullptr;
  Token token(decoded);
  if (jwt_get_alg(decoded) != JWT_ALG_HS256) return nullptr;
  return token;
}

}  // namespace

Tokens::Tokens(TokenOptions options) : options_(std::move(options)) {
  MCS_ASSERT(!options_.keys.empty());
  for (const std::string& key : options_.keys) MCS_ASSERT(key.size() >= min_key_size);
}

std::string Tokens::issue_host(SpeedrunId speedrun, domain::Instant now) const {
  return issue(speedrun, std::nullopt, now);
}

std::string Tokens::issue_participant(SpeedrunId speedrun, UserId user, domain::Instant now) const {
  return issue(speedrun, user, now);
}

std::string Tokens::issue(SpeedrunId speedrun, std::optional<UserId> user,
                          domain::Instant now) const {
  jwt_t* created = nullptr;
  MCS_ASSERT(jwt_new(&created) == 0);
  const Token token(created);
  const long issued_at = domain::epoch_seconds(now);
  const std::string& key = options_.keys.front();
  bool ok = jwt_add_grant(created, "iss", options_.issuer.c_str()) == 0 &&
            jwt_add_grant(created, "aud", options_.audience.c_str()) == 0 &&
            jwt_add_grant_int(created, "iat", issued_at) == 0 &&
            jwt_add_grant_int(created, "exp", issued_at + options_.lifetime.count()) == 0 &&
            jwt_add_grant(created, "quizId", speedrun.str().c_str()) == 0 &&
            jwt_add_grant_bool(created, "isHost", user ? 0 : 1) == 0;
  if (user) ok = ok && jwt_add_grant(created, "userId", to_string(*user).c_str()) == 0;
  ok = ok && jwt_set_alg(created, JWT_ALG_HS256, key_bytes(key), static_cast<int>(key.size())) == 0;
  MCS_ASSERT(ok);
  const std::unique_ptr<char, FreeText> text(jwt_encode_str(created));
  MCS_ASSERT(text != nullptr);
  return text.get();
}

Result<TokenClaims> Tokens::verify(std::string_view text, domain::Instant now) const {
  const auto refuse = [](const char* why) { return fail(ErrorCode::Unauthorized, why); };
  if (text.empty()) return refuse("a token is needed");
  if (text.size() > max_token_size || text.contains('\0')) return refuse("the token is malformed");

  Token token;
  const std::string terminated(text);
  for (const std::string& key : options_.keys) {
    token = decode(terminated, key);
    if (token) break;
  }
  if (!token) return refuse("the token is not valid");

  if (text_claim(token, "iss") != options_.issuer || text_claim(token, "aud") != options_.audience)
    return refuse("the token is for another service");
  TokenClaims claims{.speedrun = {},
                     .user = std::nullopt,
                     .expires_at = std::chrono::seconds{jwt_get_grant_int(token.get(), "exp")}};
  if (claims.expires_at.count() <= domain::epoch_seconds(now))
    return refuse("the token has expired");

  const auto speedrun = AccessCode::parse(text_claim(token, "quizId"));
  if (!speedrun) return refuse("the token names no speedrun");
  claims.speedrun = *speedrun;
  if (jwt_get_grant_bool(token.get(), "isHost") == 1) return claims;
  const auto user = parse_user_id(text_claim(token, "userId"));
  if (!user) return refuse("the token names no participant");
  claims.user = *user;
  return claims;
}

}  // namespace mcs::services
