#include "services/tokens.hpp"

#include <array>
#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

namespace mcs::services {
namespace {

using namespace std::chrono_literals;

const std::string key(32, 'k');
const std::string other_key(32, 'x');
const SpeedrunId speedrun = AccessCode::parse("CDFHJKMN").value();
const domain::Instant now = domain::from_epoch_ms(1'800'000'000'000);

std::string base64url(std::string_view bytes) {
  std::string text(4 * ((bytes.size() + 2) / 3) + 1, '\0');
  text.resize(static_cast<std::size_t>(EVP_EncodeBlock(
      reinterpret_cast<unsigned char*>(text.data()),
      reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()))));
  for (char& c : text) c = c == '+' ? '-' : (c == '/' ? '_' : c);
  while (text.ends_with('=')) text.pop_back();
  return text;
}

// A token as anybody with a key could make one.
std::string forge(std::string_view header, std::string_view payload, const std::string& with_key,
                  const EVP_MD* hash = EVP_sha256()) {
  const std::string signed_part = base64url(header) + "." + base64url(payload);
  std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
  unsigned size = 0;
  HMAC(hash, with_key.data(), static_cast<int>(with_key.size()),
       reinterpret_cast<const unsigned char*>(signed_part.data()), signed_part.size(), mac.data(),
       &size);
  return signed_part + "." + base64url({reinterpret_cast<const char*>(mac.data()), size});
}

std::string claims(std::string_view changed = "") {
  std::string text = R"({"iss":"mc-speedrun","aud":"mc-speedrun","iat":1800000000,)"
                     R"("exp":1800086400,"quizId":"CDFHJKMN","isHost":true)";
  return text + std::string(changed) + "}";
}

TEST(Tokens, AHostsTokenSaysWhatItIs) {
  const Tokens tokens({.keys = {key}});
  const auto verified = tokens.verify(tokens.issue_host(speedrun, now), now);
  ASSERT_TRUE(verified);
  EXPECT_TRUE(verified->is_host());
  EXPECT_EQ(verified->speedrun, speedrun);
  EXPECT_EQ(verified->expires_at.count(), 1'800'086'400);
}

TEST(Tokens, AParticipantsTokenNamesItsUser) {
  const Tokens tokens({.keys = {key}});
  const auto verified =
      tokens.verify(tokens.issue_participant(speedrun, {0xABCDEF0123456789}, now), now);
  ASSERT_TRUE(verified);
  EXPECT_EQ(verified->user, UserId{0xABCDEF0123456789});
}

TEST(Tokens, ExpireToTheSecond) {
  const Tokens tokens({.keys = {key}, .lifetime = 60s});
  const auto token = tokens.issue_host(speedrun, now);
  EXPECT_TRUE(tokens.verify(token, now + 59'999ms));
  EXPECT_EQ(tokens.verify(token, now + 60s).error().code, ErrorCode::Unauthorized);
}

TEST(Tokens, AreAcceptedFromOldKeysAndSignedWithTheFirst) {
  const Tokens before({.keys = {key}});
  const Tokens rotated({.keys = {other_key, key}});
  EXPECT_TRUE(rotated.verify(before.issue_host(speedrun, now), now));
  EXPECT_FALSE(before.verify(rotated.issue_host(speedrun, now), now));
}

TEST(Tokens, TheTestsOwnSignatureIsRight) {
  const Tokens tokens({.keys = {key}});
  EXPECT_TRUE(tokens.verify(forge(R"({"alg":"HS256","typ":"JWT"})", claims(), key), now));
}

TEST(Tokens, ForgedOnesAreRefused) {
  const Tokens tokens({.keys = {key}});
  const std::string header = R"({"alg":"HS256","typ":"JWT"})";
  const std::string none =
      base64url(R"({"alg":"none","typ":"JWT"})") + "." + base64url(claims()) + ".";
  std::string changed = tokens.issue_host(speedrun, now);
  changed[changed.size() / 2] = changed[changed.size() / 2] == 'A' ? 'B' : 'A';
  const std::vector<std::pair<std::string, std::string>> forged{
      {"empty", ""},
      {"no token", "hello"},
      {"two parts", "a.b"},
      {"not base64", "a!.b!.c!"},
      {"alg none", none},
      {"alg None", base64url(R"({"alg":"None"})") + "." + base64url(claims()) + "."},
      {"another key", forge(header, claims(), other_key)},
      {"changed", changed},
      {"HS512 with our key", forge(R"({"alg":"HS512","typ":"JWT"})", claims(), key, EVP_sha512())},
      {"HS384 with our key", forge(R"({"alg":"HS384","typ":"JWT"})", claims(), key, EVP_sha384())},
      {"RS256 header", forge(R"({"alg":"RS256","typ":"JWT"})", claims(), key)},
      {"zero byte", tokens.issue_host(speedrun, now) + std::string(1, '\0')},
      {"endless", std::string(100'000, 'a')},
  };
  for (const auto& [what, token] : forged) {
    const auto verified = tokens.verify(token, now);
    ASSERT_FALSE(verified) << what;
    EXPECT_EQ(verified.error().code, ErrorCode::Unauthorized) << what;
  }
}

TEST(Tokens, SignedOnesForSomethingElseAreRefused) {
  const Tokens tokens({.keys = {key}});
  const std::string header = R"({"alg":"HS256","typ":"JWT"})";
  const std::vector<std::string> payloads{
      R"({"iss":"other","aud":"mc-speedrun","exp":1800086400,"quizId":"CDFHJKMN","isHost":true})",
      R"({"iss":"mc-speedrun","aud":"other","exp":1800086400,"quizId":"CDFHJKMN","isHost":true})",
      R"({"iss":"mc-speedrun","aud":["mc-speedrun"],"exp":1800086400,"quizId":"CDFHJKMN","isHost":true})",
      R"({"iss":"mc-speedrun","aud":"mc-speedrun","quizId":"CDFHJKMN","isHost":true})",
      R"({"iss":"mc-speedrun","aud":"mc-speedrun","exp":1800086400,"quizId":"nonsense","isHost":true})",
      R"({"iss":"mc-speedrun","aud":"mc-speedrun","exp":1800086400,"quizId":"CDFHJKMN","isHost":false})",
      R"({"iss":"mc-speedrun","aud":"mc-speedrun","exp":1800086400,"quizId":"CDFHJKMN","isHost":false,"userId":"1"})",
      R"({"iss":"mc-speedrun","aud":"mc-speedrun","exp":1800086400,"quizId":"CDFHJKMN"})",
      R"([])",
      R"({)",
  };
  for (const auto& payload : payloads)
    EXPECT_FALSE(tokens.verify(forge(header, payload, key), now)) << payload;
}

}  // namespace
}  // namespace mcs::services
