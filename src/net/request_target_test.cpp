#include "net/request_target.hpp"

#include <gmock/gmock.h>

namespace mcs::net {
namespace {

using ::testing::ElementsAre;

TEST(RequestTarget, splits_and_decodes_the_path) {
  const auto target = parse_request_target("/signon/AB%20cd/join");
  ASSERT_TRUE(target);
  EXPECT_EQ(target->path, "/signon/AB cd/join");
  EXPECT_THAT(target->segments, ElementsAre("signon", "AB cd", "join"));
}

TEST(RequestTarget, keeps_empty_segments_and_escaped_slashes) {
  EXPECT_THAT(parse_request_target("/")->segments, ElementsAre(""));
  EXPECT_THAT(parse_request_target("/a//b/")->segments, ElementsAre("a", "", "b", ""));
  EXPECT_THAT(parse_request_target("/a%2Fb")->segments, ElementsAre("a/b"));
}

TEST(RequestTarget, does_not_interpret_dots) {
  EXPECT_EQ(parse_request_target("/../%2e%2e/etc")->path, "/../../etc");
}

TEST(RequestTarget, reads_the_query) {
  const auto target = parse_request_target("/speedrun?token=a.b-c_d&name=J%C3%B6+R&flag&&token=x");
  ASSERT_TRUE(target);
  EXPECT_EQ(target->query.find("token"), "a.b-c_d");
  EXPECT_EQ(target->query.find("name"), "Jö R");
  EXPECT_EQ(target->query.find("flag"), "");
  EXPECT_EQ(target->query.find("other"), std::nullopt);
}

TEST(RequestTarget, takes_the_absolute_form) {
  EXPECT_EQ(parse_request_target("http://example.org:80/a?b=c")->path, "/a");
  EXPECT_EQ(parse_request_target("http://example.org?b=c")->path, "/");
  EXPECT_EQ(parse_request_target("http://example.org")->path, "/");
  EXPECT_EQ(parse_request_target("/go?to=http://example.org/")->path, "/go");
}

TEST(RequestTarget, refuses_what_is_not_a_path) {
  for (const std::string_view target :
       {"", "*", "example.org:443", "a/b", "?a", "/%", "/%4", "/%zz", "/%+1", "/%00", "/?a=%g0"}) {
    const auto parsed = parse_request_target(target);
    ASSERT_FALSE(parsed) << target;
    EXPECT_EQ(parsed.error().code, ErrorCode::BadRequest);
  }
}

}  // namespace
}  // namespace mcs::net
