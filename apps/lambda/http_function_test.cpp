// The question-set-loader as Lambda runs it: recorded events of a load balancer in, what it would
// send to the client out.
#include "http_function.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "api/routes.hpp"
#include "fake_runtime_api.hpp"
#include "services/embedded_fixture.hpp"
#include "support/project_files.hpp"

namespace mcs::lambda::testing {
namespace {

namespace json = boost::json;

constexpr std::string_view valid =
    R"([{"question":"Q","category":"C","options":["a","b"],"answers":[1]}])";
constexpr std::string_view boundary = "----WebKitFormBoundary7MA4YWxkTrZu0gW";
constexpr std::size_t one_mebibyte = 1024 * 1024;

std::string to_base64(std::string_view bytes) {
  constexpr std::string_view digits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t three = 0;
    for (std::size_t j = 0; j < 3; ++j)
      three = three << 8 | (i + j < bytes.size() ? static_cast<unsigned char>(bytes[i + j]) : 0U);
    for (std::size_t j = 0; j < 4; ++j)
      text += i + j <= bytes.size() ? digits[three >> (18 - 6 * j) & 63] : '=';
  }
  return text;
}

// A form whose file is padded with spaces, which a set may hold, until the body has `size` bytes.
std::string form(std::string_view file, std::size_t size = 0) {
  std::string head = "--" + std::string(boundary) +
                     "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"set.json\"\r\n"
                     "Content-Type: application/json\r\n\r\n";
  const std::string tail = "\r\n--" + std::string(boundary) + "--\r\n";
  const std::size_t without = head.size() + file.size() + tail.size();
  const std::string padding(size > without ? size - without : 0, ' ');
  return head.append(file).append(padding) + tail;
}

class HttpFunctionTest : public services::testing::ServiceTest {
 protected:
  HttpFunctionTest() {
    create(id);
    admissions.known[id] = {domain::Phase::Lobby, false};
    api::add_routes(router, api::UploadRoute{loader, tokens, clock, observer});
    event = json::parse(test::read_project_file("tests/data/lambda/alb-upload.json")).as_object();
    header("authorization") = "Bearer " + tokens.issue_host(id, clock.now());
  }

  json::value& header(std::string_view name) {
    return event["multiValueHeaders"].as_object()[name].as_array()[0];
  }
  void set_body(std::string_view body) { event["body"] = to_base64(body); }

  // What the function answers to `event`, through the Runtime API.
  json::object serve_event() {
    FakeRuntimeApi runtime;
    runtime.add(json::serialize(event));
    RuntimeApi api(runtime.address());
    serve(api, loop.context(), http_function(router, 2));
    const auto answers = runtime.answers();
    EXPECT_EQ(answers.size(), 1U);
    EXPECT_EQ(answers.at(0).path, "invocation/1/response");
    return json::parse(answers.at(0).body).as_object();
  }
  static json::object body_of(const json::object& response) {
    return json::parse(response.at("body").as_string()).as_object();
  }

  services::QuestionSetLoader loader{log, question_sets, admissions, clock, InstanceId{9}};
  net::Router router;
  json::object event;
};

TEST_F(HttpFunctionTest, TakesAnUpload) {
  set_body(form(valid));
  const auto response = serve_event();
  EXPECT_EQ(response.at("statusCode"), 201);
  EXPECT_EQ(response.at("statusDescription"), "201 Created");
  EXPECT_EQ(response.at("isBase64Encoded"), false);
  const auto& headers = response.at("multiValueHeaders").as_object();
  EXPECT_EQ(headers.at("Content-Type"), (json::array{"application/json"}));
  EXPECT_EQ(headers.at("X-Content-Type-Options"), (json::array{"nosniff"}));
  EXPECT_EQ(body_of(response).at("questions"), 1);
  const auto hash = body_of(response).at("content_hash").as_string();
  EXPECT_TRUE(run(question_sets.get(id, std::string(hash))));
}

TEST_F(HttpFunctionTest, TakesABodyAsText) {
  event["body"] = form(valid);
  event["isBase64Encoded"] = false;
  EXPECT_EQ(serve_event().at("statusCode"), 201);
}

TEST_F(HttpFunctionTest, TakesExactlyOneMebibyte) {
  set_body(form(valid, one_mebibyte));
  EXPECT_EQ(serve_event().at("statusCode"), 201);
}

TEST_F(HttpFunctionTest, RefusesOneByteMore) {
  set_body(form(valid, one_mebibyte + 1));
  const auto response = serve_event();
  EXPECT_EQ(response.at("statusCode"), 413);
  EXPECT_EQ(body_of(response).at("code"), "too_large");
}

TEST_F(HttpFunctionTest, NamesWhatIsWrongWithTheSet) {
  set_body(form(R"([{"question":"","options":[],"answers":[7]}])"));
  const auto response = serve_event();
  EXPECT_EQ(response.at("statusCode"), 400);
  EXPECT_FALSE(body_of(response).at("problems").as_array().empty());
}

TEST_F(HttpFunctionTest, PreviewsWhatItWouldTake) {
  event["multiValueQueryStringParameters"] = {{"preview", {"1"}}};
  set_body(form("Q{=a ~b}\n\nEssay{}"));
  const auto response = serve_event();
  EXPECT_EQ(response.at("statusCode"), 200);
  EXPECT_EQ(body_of(response).at("format"), "gift");
  EXPECT_EQ(body_of(response).at("questions").as_array().size(), 1U);
  EXPECT_EQ(body_of(response).at("skipped"), 1);
}

TEST_F(HttpFunctionTest, RefusesAnAnswerThatTheLoadBalancerWouldNotTake) {
  event["multiValueQueryStringParameters"] = {{"preview", {"1"}}};
  // Below 1 MiB as it is, and above with its quotation marks escaped.
  std::string gift;
  for (int i = 0; i < 5'000; ++i) gift += std::string(125, 'q') + "{=a ~b}\n\n";
  set_body(form(gift));
  const auto response = serve_event();
  EXPECT_EQ(response.at("statusCode"), 413);
  EXPECT_EQ(body_of(response).at("code"), "too_large");
}

TEST_F(HttpFunctionTest, RefusesStrangersAndParticipants) {
  set_body(form(valid));
  header("authorization") = "Bearer " + tokens.issue_participant(id, UserId{1}, clock.now());
  EXPECT_EQ(serve_event().at("statusCode"), 403);
  event["multiValueHeaders"].as_object().erase("authorization");
  EXPECT_EQ(serve_event().at("statusCode"), 401);
}

TEST_F(HttpFunctionTest, RefusesOtherPathsAndMethods) {
  event["httpMethod"] = "GET";
  const auto response = serve_event();
  EXPECT_EQ(response.at("statusCode"), 405);
  EXPECT_EQ(response.at("multiValueHeaders").as_object().at("Allow"), (json::array{"POST"}));
  event["path"] = "/question-set-upload/more";
  EXPECT_EQ(serve_event().at("statusCode"), 404);
}

TEST_F(HttpFunctionTest, CallsWhatIsNoRequestAnError) {
  FakeRuntimeApi runtime;
  for (const auto* const nonsense :
       {"", "[]", "{}", R"({"httpMethod":"POST","path":7})",
        R"({"httpMethod":"POST","path":"/","body":"%%%%","isBase64Encoded":true})"})
    runtime.add(nonsense);
  RuntimeApi api(runtime.address());
  serve(api, loop.context(), http_function(router, 2));
  const auto answers = runtime.answers();
  ASSERT_EQ(answers.size(), 5U);
  for (const auto& answer : answers) EXPECT_TRUE(answer.path.ends_with("/error")) << answer.body;
}

}  // namespace
}  // namespace mcs::lambda::testing
