// Servers that must be convinced first: passwords, certificates, and settings that are too weak.
#include <gmock/gmock.h>

#include "adapters/redis/redis_log_fixture.hpp"

namespace mcs::redis {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

class RedisAccess : public RedisLogFixture {
 protected:
  // Fails the test if it connects.
  std::string refusal(RedisOptions options) {
    const auto log = open(std::move(options));
    EXPECT_TRUE(eventually([this] { return !events_.told_reasons().empty(); }));
    EXPECT_FALSE(log->connected());
    return events_.told_reasons();
  }
  RedisOptions with_url(const std::string& url) {
    options_.primaries = {parse_server_address(url).value()};
    return options_;
  }
};

// --- Passwords ---

class RedisPassword : public RedisAccess {
 protected:
  RedisPassword() {
    server_.command({"ACL", "SETUSER", "racer", "on", ">pass", "~*", "&*", "+@all", "-config"});
  }
  std::string url(const std::string& credentials) {
    return "redis://" + credentials + "127.0.0.1:" + std::to_string(server_.port());
  }

  test::RedisServer server_{
      {.arguments = {"--requirepass", "s3cret@/:"}, .cli_arguments = {"-a", "s3cret@/:"}}};
};

TEST_F(RedisPassword, IsSent) {
  with_url(url(":s3cret%40%2F%3A@"));
  open();
  EXPECT_TRUE(create(id));
}

TEST_F(RedisPassword, IsRefusedIfItIsWrong) {
  const auto reason = refusal(with_url(url(":wrong@")));
  EXPECT_THAT(reason, HasSubstr("WRONGPASS"));
  EXPECT_THAT(reason, testing::Not(HasSubstr("wrong@")));
}

TEST_F(RedisPassword, IsMissed) {
  EXPECT_THAT(refusal(with_url(url(""))), HasSubstr("NOAUTH"));
}

TEST_F(RedisPassword, BelongsToAUser) {
  with_url(url("racer:pass@"));
  open();
  EXPECT_TRUE(create(id));
  // This one may not look at the configuration.
  EXPECT_GT(events_.unknown, 0U);
}

// --- Durability ---

TEST_F(RedisAccess, AServerThatCouldLoseAnswersIsRefused) {
  test::RedisServer server({.arguments = {"--appendfsync", "everysec"}});
  const auto reason = refusal(with_url(server.url()));
  EXPECT_THAT(reason, HasSubstr("appendfsync everysec"));
  EXPECT_THAT(reason, HasSubstr("another durability"));
}

TEST_F(RedisAccess, UnlessThatIsAskedFor) {
  test::RedisServer server({.arguments = {"--appendonly", "no"}});
  with_url(server.url());
  options_.durability = Durability::Server;
  open();
  EXPECT_TRUE(create(id));
}

// --- TLS ---

class RedisTls : public RedisAccess {
 protected:
  RedisTls() {
    make_certificate("server", "/CN=localhost", "subjectAltName=DNS:localhost");
    port_ = test::free_port();
    server_ = std::make_unique<test::RedisServer>(test::RedisServerSettings{
        .arguments = {"--tls-port", std::to_string(port_), "--tls-cert-file", file("server.crt"),
                      "--tls-key-file", file("server.key"), "--tls-auth-clients", "no",
                      "--tls-ca-cert-file", file("server.crt")}});
    options_.ca_file = file("server.crt");
  }

  std::string file(const std::string& name) { return directory_ / name; }
  void make_certificate(const std::string& name, const std::string& subject,
                        const std::string& extension) {
    test::run_program(
        {"openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
         "-nodes", "-days", "2", "-keyout", file(name + ".key"), "-out", file(name + ".crt"),
         "-subj", subject, "-addext", extension},
        directory_.path());
  }
  std::string url(const std::string& host) {
    return "rediss://" + host + ":" + std::to_string(port_);
  }

  test::TemporaryDirectory directory_;
  std::uint16_t port_ = 0;
  std::unique_ptr<test::RedisServer> server_;
};

TEST_F(RedisTls, Connects) {
  with_url(url("localhost"));
  open();
  ASSERT_TRUE(create(id));
  auto waiting = start_read(*log_, 1);
  EXPECT_TRUE(append(Bytes(1'000'000, 'x')));
  EXPECT_EQ(get_entries(std::move(waiting)), (Entries{{{2}, Bytes(1'000'000, 'x')}}));
  server_->restart();
  EXPECT_TRUE(log_->wait_until_connected(test::patience));
  append_at_last("third");
}

TEST_F(RedisTls, RefusesAnUnknownAuthority) {
  make_certificate("other", "/CN=localhost", "subjectAltName=DNS:localhost");
  options_.ca_file = file("other.crt");
  EXPECT_THAT(refusal(with_url(url("localhost"))), HasSubstr("certificate verify failed"));
}

TEST_F(RedisTls, RefusesAnotherHostsCertificate) {
  EXPECT_THAT(refusal(with_url(url("127.0.0.1"))), HasSubstr("certificate verify failed"));
}

TEST_F(RedisTls, RefusesAServerThatSpeaksPlainly) {
  port_ = server_->port();
  options_.connect_timeout = 500ms;
  EXPECT_THAT(refusal(with_url(url("localhost"))), HasSubstr("localhost"));
}

TEST_F(RedisTls, RefusesAFileWithoutCertificates) {
  options_.ca_file = file("server.key");
  EXPECT_THAT(refusal(with_url(url("localhost"))), HasSubstr("server.key"));
}

}  // namespace
}  // namespace mcs::redis
