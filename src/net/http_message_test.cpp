#include "net/http_message.hpp"

#include <boost/json/parse.hpp>
#include <gmock/gmock.h>

#include "net/problem.hpp"

namespace mcs::net {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

TEST(SerializeHead, has_what_every_response_has) {
  const std::string head = serialize_head(make_response(200, "text/plain", "hello"), true);
  EXPECT_THAT(head, StartsWith("HTTP/1.1 200 OK\r\n"));
  EXPECT_THAT(head, HasSubstr("\r\nDate: "));
  EXPECT_THAT(head, HasSubstr(" GMT\r\n"));
  EXPECT_THAT(head, HasSubstr("\r\nContent-Type: text/plain\r\n"));
  EXPECT_THAT(head, HasSubstr("\r\nContent-Length: 5\r\n"));
  EXPECT_THAT(head, HasSubstr("\r\nX-Content-Type-Options: nosniff\r\n"));
  EXPECT_THAT(head, HasSubstr("\r\nReferrer-Policy: no-referrer\r\n"));
  EXPECT_THAT(head, HasSubstr("\r\nContent-Security-Policy: default-src 'none'; "));
  EXPECT_THAT(head, Not(HasSubstr("Connection:")));
  EXPECT_TRUE(head.ends_with("\r\n\r\n"));
}

TEST(SerializeHead, leaves_security_headers_to_the_handler) {
  Response response = make_response(200, "text/html", "");
  response.headers.set("content-security-policy", "default-src 'self'");
  const std::string head = serialize_head(response, false);
  EXPECT_THAT(head, HasSubstr("default-src 'self'\r\n"));
  EXPECT_THAT(head, Not(HasSubstr("'none'")));
  EXPECT_THAT(head, HasSubstr("\r\nConnection: close\r\n"));
}

TEST(SerializeHead, has_no_length_where_there_is_no_body) {
  for (const std::uint16_t status : {std::uint16_t{204}, std::uint16_t{304}}) {
    Response response;
    response.status = status;
    EXPECT_THAT(serialize_head(response, true), Not(HasSubstr("Content-Length")));
  }
}

TEST(SerializeHead, cannot_be_made_to_contain_another_header) {
  Response response;
  response.headers.set("X-File", "a\r\nSet-Cookie: b=c");
  EXPECT_THAT(serialize_head(response, true), HasSubstr("X-File: a  Set-Cookie: b=c\r\n"));
}

TEST(Problem, has_the_members_of_rfc_9457) {
  const Response response = make_problem({ErrorCode::UnknownQuiz, "no \"ABC\""});
  EXPECT_EQ(response.status, 404);
  EXPECT_EQ(response.headers[http::field::content_type], "application/problem+json");
  const auto problem = boost::json::parse(response.body_bytes());
  EXPECT_EQ(problem, boost::json::parse(R"({
      "type": "urn:mc-speedrun:problem:unknown_quiz",
      "title": "No speedrun has this access code.",
      "status": 404, "code": "unknown_quiz", "detail": "no \"ABC\""})"));
}

TEST(Problem, may_have_more_members_and_another_status) {
  const Response response = make_problem({ErrorCode::TooLarge, {}}, 431, {{"problems", {1, 2}}});
  EXPECT_EQ(response.status, 431);
  const auto problem = boost::json::parse(response.body_bytes()).as_object();
  EXPECT_EQ(problem.at("status"), 431);
  EXPECT_EQ(problem.at("problems"), (boost::json::array{1, 2}));
  EXPECT_FALSE(problem.contains("detail"));
}

}  // namespace
}  // namespace mcs::net
