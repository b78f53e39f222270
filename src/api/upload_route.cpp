#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "api/authorization.hpp"
#include "api/routes.hpp"
#include "formats/import.hpp"
#include "net/multipart_reader.hpp"
#include "net/problem.hpp"
#include "protocol/json_writer.hpp"

namespace mcs::api {

namespace asio = boost::asio;
namespace json = boost::json;

namespace {

// For the whole body, as the load balancer in front of the Lambda has it.
constexpr std::size_t body_limit = 1024 * 1024;

struct UploadedFile {
  std::string name;  // As the client calls it; may be empty.
  std::string content;
};

// Keeps the part `file`.
class FilePart final : public net::MultipartListener {
 public:
  void part_begins(const net::PartHeader& header) override {
    reading_ = header.name == "file" && !found_;
    found_ = found_ || reading_;
    if (reading_) file_.name = header.filename.value_or("");
  }
  void part_data(std::string_view data) override {
    if (reading_) file_.content.append(data);
  }
  void part_ends() override { reading_ = false; }

  bool found() const { return found_; }
  UploadedFile take() { return std::move(file_); }

 private:
  bool reading_ = false;
  bool found_ = false;
  UploadedFile file_;
};

asio::awaitable<Result<UploadedFile>> read_file(const net::Request& request,
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
  co_return file.take();
}

json::array to_json(const std::vector<protocol::QuestionSetProblem>& problems) {
  json::array list;
  for (const auto& problem : problems)
    list.push_back(json::object{
        {"question", problem.question}, {"field", problem.field}, {"message", problem.message}});
  return list;
}

// Those of the native format say no more than they ever did.
std::string to_json(const std::vector<formats::Remark>& remarks) {
  std::string text;
  protocol::JsonWriter json(text);
  json.begin_array();
  for (const formats::Remark& remark : remarks) {
    json.begin_object()
        .member("question", remark.question)
        .member("field", remark.field)
        .member("message", remark.message);
    if (remark.code != formats::RemarkCode::Native)
      json.member("code", formats::name_of(remark.code))
          .member("line", remark.line)
          .member("skipped", remark.skipped)
          .member("excerpt", remark.excerpt);
    json.end_object();
  }
  json.end_array();
  return text;
}

net::Response refuse(const UploadRoute& route, const services::UploadRefusal& refusal) {
  route.observer.refused(refusal.error.code);
  if (refusal.problems.empty()) return net::make_problem(refusal.error);
  return net::make_problem(refusal.error, json::object{{"problems", to_json(refusal.problems)}});
}

net::Response refuse(const UploadRoute& route, ErrorCode code, std::string detail) {
  return refuse(route, {{code, std::move(detail)}, {}});
}

// What would become of the file, and nothing else: the host looks at it, edits it, and uploads what
// came of that.
net::Response preview(const UploadRoute& route, const UploadedFile& file) {
  auto import = formats::import_question_set(file.content, file.name);
  if (!import)
    return refuse(route, {{ErrorCode::InvalidQuestionSet, {}}, std::move(import.error())});
  const Bytes questions = protocol::write_question_set(import->questions);
  if (questions.size() > body_limit)
    return refuse(route, ErrorCode::TooLarge,
                  "as native JSON the set has more than 1 MiB and could not be uploaded");
  std::string answer;
  protocol::JsonWriter(answer)
      .begin_object()
      .member("format", formats::name_of(import->format))
      .key("questions")
      .raw(questions)
      .member("skipped", import->skipped)
      .key("warnings")
      .raw(to_json(import->remarks))
      .end_object();
  return net::make_response(200, "application/json", std::move(answer));
}

net::Response tell(const services::UploadedQuestionSet& uploaded) {
  std::string answer;
  protocol::JsonWriter(answer)
      .begin_object()
      .member("questions", uploaded.question_count)
      .member("categories", uploaded.categories)
      .member("content_hash", uploaded.content_hash)
      .key("warnings")
      .raw(to_json(uploaded.warnings))
      .end_object();
  return net::make_response(201, "application/json", std::move(answer));
}

asio::awaitable<net::Response> upload(const UploadRoute& route, const net::Request& request,
                                      net::RequestBody& body) {
  const auto claims = authorize(request, route.tokens, route.clock);
  if (!claims) co_return refuse(route, {claims.error(), {}});
  if (!claims->is_host())
    co_return refuse(route, ErrorCode::NotHost, "only the host may upload a question set");
  auto file = co_await read_file(request, body);
  if (!file) co_return refuse(route, {file.error(), {}});
  if (request.query.find("preview").value_or("") == "1") co_return preview(route, *file);
  const auto uploaded = co_await route.loader.upload(claims->speedrun, std::move(file->content),
                                                     std::move(file->name));
  if (!uploaded) co_return refuse(route, uploaded.error());
  co_return tell(*uploaded);
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
