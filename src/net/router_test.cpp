#include "net/router.hpp"

#include <gtest/gtest.h>

#include "net/request_target.hpp"

namespace mcs::net {
namespace {

class RouterTest : public ::testing::Test {
 protected:
  RouterTest() {
    for (const char* pattern :
         {"/", "/healthz", "/signon/{quiz_id}/join", "/files/{path*}", "/{page*}"})
      router_.add(http::verb::get, pattern, Handler());
    router_.add(http::verb::post, "/signon/host", Handler(), 100);
    router_.add(http::verb::post, "/signon/{quiz_id}/join", Handler());
    router_.add_websocket("/speedrun", [](const Request&, IoThread&) { return Response(); });
  }

  std::optional<Router::Match> match(http::verb method, std::string_view path) const {
    return router_.match(method, parse_request_target(path)->segments);
  }
  std::string_view pattern(std::string_view path) const {
    return match(http::verb::get, path)->pattern;
  }

  Router router_;
};

TEST_F(RouterTest, finds_the_most_specific_pattern) {
  EXPECT_EQ(pattern("/"), "/");
  EXPECT_EQ(pattern("/healthz"), "/healthz");
  EXPECT_EQ(pattern("/healthz/"), "/{page*}");
  EXPECT_EQ(pattern("/signon/host"), "/signon/host");
  EXPECT_EQ(pattern("/signon/other"), "/{page*}");
  EXPECT_EQ(pattern("/signon/AB/join"), "/signon/{quiz_id}/join");
  EXPECT_EQ(pattern("/signon//join"), "/{page*}");
}

TEST_F(RouterTest, names_the_parts_of_the_path) {
  EXPECT_EQ(match(http::verb::get, "/signon/A%2FB/join")->parameters.find("quiz_id"), "A/B");
  EXPECT_EQ(match(http::verb::get, "/files/a/b.txt")->parameters.find("path"), "a/b.txt");
  EXPECT_EQ(match(http::verb::get, "/files")->parameters.find("path"), "");
}

TEST_F(RouterTest, answers_head_like_get) {
  const auto head = match(http::verb::head, "/healthz");
  ASSERT_NE(head->endpoint, nullptr);
  EXPECT_EQ(head->endpoint, match(http::verb::get, "/healthz")->endpoint);
}

TEST_F(RouterTest, says_what_is_allowed) {
  const auto match_of = [this](http::verb method, std::string_view path) {
    auto found = match(method, path);
    EXPECT_EQ(found->endpoint, nullptr);
    EXPECT_EQ(found->upgrade, nullptr);
    return found->allow;
  };
  EXPECT_EQ(match_of(http::verb::put, "/signon/AB/join"), "GET, HEAD, POST");
  EXPECT_EQ(match_of(http::verb::get, "/signon/host"), "POST");
  EXPECT_EQ(match_of(http::verb::head, "/speedrun"), "GET");
}

TEST_F(RouterTest, finds_upgrades_and_limits) {
  EXPECT_NE(match(http::verb::get, "/speedrun")->upgrade, nullptr);
  EXPECT_EQ(match(http::verb::post, "/signon/host")->endpoint->body_limit, 100U);
  EXPECT_EQ(match(http::verb::get, "/")->endpoint->body_limit, Router::default_body_limit);
}

TEST(Router, knows_when_nothing_matches) {
  Router router;
  router.add(http::verb::get, "/a", Handler());
  EXPECT_EQ(router.match(http::verb::get, std::vector<std::string>{"b"}), std::nullopt);
}

}  // namespace
}  // namespace mcs::net
