#include "services/question_set_loader.hpp"

#include <algorithm>
#include <array>
#include <openssl/evp.h>
#include <utility>

#include "base/assert.hpp"
#include "domain/log_codec.hpp"

namespace mcs::services {

namespace {

// Lower-case hexadecimal SHA-256.
std::string content_hash(std::string_view content) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  MCS_ASSERT(
      EVP_Digest(content.data(), content.size(), digest.data(), &size, EVP_sha256(), nullptr) == 1);
  std::string text;
  for (unsigned i = 0; i < size; ++i) {
    text.push_back("0123456789abcdef"[digest[i] >> 4]);
    text.push_back("0123456789abcdef"[digest[i] & 0xF]);
  }
  return text;
}

std::vector<std::string> categories_of(const domain::QuestionSet& questions) {
  std::vector<std::string> categories;
  for (const domain::Question& question : questions)
    if (std::ranges::find(categories, question.category) == categories.end())
      categories.push_back(question.category);
  return categories;
}

QuestionSetLoader::Outcome refuse(Error error) {
  return std::unexpected(UploadRefusal{.error = std::move(error), .problems = {}});
}

}  // namespace

QuestionSetLoader::QuestionSetLoader(ports::SpeedrunLog& log, ports::QuestionSetStore& store,
                                     Admissions& admissions, ports::Clock& clock,
                                     InstanceId instance)
    : log_(log), store_(store), admissions_(admissions), clock_(clock), instance_(instance) {}

boost::asio::awaitable<QuestionSetLoader::Outcome> QuestionSetLoader::upload(
    SpeedrunId id, Bytes content, std::string file_name) {
  auto read = formats::import_question_set(content, file_name);
  if (!read)
    co_return std::unexpected(UploadRefusal{.error = Error{ErrorCode::InvalidQuestionSet, {}},
                                            .problems = std::move(read.error())});
  const auto admission = co_await admissions_.look_up(id);
  if (!admission) co_return refuse(admission.error());
  if (admission->phase != domain::Phase::Lobby)
    co_return refuse({ErrorCode::AlreadyStarted, "the question set cannot change any more"});

  const Bytes canonical = protocol::write_question_set(read->questions);
  UploadedQuestionSet uploaded{.question_count = read->questions.size(),
                               .categories = categories_of(read->questions),
                               .content_hash = content_hash(canonical),
                               .warnings = std::move(read->remarks)};
  // Persist first: an input in the log must never name a set that nobody has.
  if (const auto put = co_await store_.put(id, uploaded.content_hash, canonical); !put)
    co_return refuse(put.error());
  const domain::Input input{
      .at = clock_.now(),
      .instance = instance_,
      .body = domain::QuestionSetUploaded{
          .content_hash = uploaded.content_hash,
          .question_count = static_cast<std::uint32_t>(uploaded.question_count)}};
  if (const auto appended = co_await log_.append(id, domain::encode_entry({&input, 1})); !appended)
    co_return refuse(appended.error());
  co_return uploaded;
}

}  // namespace mcs::services
