#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "api/authorization.hpp"
#include "api/routes.hpp"
#include "net/multipart_reader.hpp"
#include "net/problem.hpp"

namespace mcs::api {

namespace asio = boost::asio;
namespace json = boost::json;

namespace {

// For the whole body, as the load balancer in front of the Lambda has it.
constexpr std::size_t body_limit = 1024 * 1024;

// Keeps the content of the part `file`.
class FilePart final : public net::MultipartListener {
 public:
  void part_begins(const net::PartHeader& header) override {
    reading_ = header.name == "file" && !found_;
    found_ = found_ || reading_;
  }
  void part_data(std::string_view data) override {
    if (reading_) content_.append(data);
  }
  void part_ends() override { reading_ = false; }

  bool found() const { return found_; }
  std::string take_content() { return std::move(content_); }

 private:
  bool reading_ = false;
  bool found_ = false;
  std::string content_;
};

asio::awaitable<Result<std::string>> read_file(const net::Request& request,
                                               net::RequestBody& body) {
  const auto boundary = net::multipart_boundary(request.header(net::http::field::content_type));
  if (!boundary) co_return fail(boundary.error());
  FilePart file;
  net::MultipartReader reader(*boundary, file);
  while (true) {
    const auto piece = co_await body.read();
    if (!piece) co_return fail(piece.error());
    if (piece->empty()) break;
    if (const auto fed = reader.feed(*piece); !fed) co_return fail(fed.error());
  }
  if (const auto finished = reader.finish(); !finished) co_return fail(finished.error());
  if (!file.found())
    co_return fail(ErrorCode::BadRequest, "the form needs a part named 'file' with the set");
  co_return file.take_content();
}

json::array to_json(const std::vector<protocol::QuestionSetProblem>& problems) {
  json::array list;
  for (const auto& problem : problems)
    list.push_back(json::object{
        {"question", problem.question}, {"field", problem.field}, {"message", problem.message}});
  return list;
}

net::Response refuse(const UploadRoute& route, const services::UploadRefusal& refusal) {
  route.observer.refused(refusal.error.code);
  if (refusal.problems.empty()) return net::make_problem(refusal.error);
  return net::make_problem(refusal.error, json::object{{"problems", to_json(refusal.problems)}});
}

asio::awaitable<net::Response> upload(const UploadRoute& route, const net::Request& request,
                                      net::RequestBody& body) {
  const auto claims = authorize(request, route.tokens, route.clock);
  if (!claims) co_return refuse(route, {claims.error(), {}});
  if (!claims->is_host())
    co_return refuse(route, {{ErrorCode::NotHost, "only the host may upload a question set"}, {}});
  auto content = co_await read_file(request, body);
  if (!content) co_return refuse(route, {content.error(), {}});
  const auto uploaded = co_await route.loader.upload(claims->speedrun, *std::move(content));
  if (!uploaded) co_return refuse(route, uploaded.error());
  const json::object answer{
      {"questions", uploaded->question_count},
      {"categories", json::array(uploaded->categories.begin(), uploaded->categories.end())},
      {"content_hash", uploaded->content_hash},
      {"warnings", to_json(uploaded->warnings)}};
  co_return net::make_response(201, "application/json", json::serialize(answer));
}

}  // namespace

void add_routes(net::Router& router, UploadRoute route) {
  const auto shared = std::make_shared<const UploadRoute>(route);
  router.add(
      net::http::verb::post, "/question-set-upload",
      [shared](net::Request& request, net::RequestBody& body) {
        return upload(*shared, request, body);
      },
      body_limit);
}

}  // namespace mcs::api
