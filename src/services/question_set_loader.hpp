// The question-set-loader: checks an uploaded set, keeps it, and says so in the speedrun's log.
#pragma once

#include <expected>
#include <string>
#include <vector>

#include "formats/import.hpp"
#include "ports/clock.hpp"
#include "ports/question_set_store.hpp"
#include "ports/speedrun_log.hpp"
#include "services/admissions.hpp"

namespace mcs::services {

struct UploadedQuestionSet {
  std::size_t question_count = 0;
  std::vector<std::string> categories;  // In the order of their first question.
  std::string content_hash;
  std::vector<formats::Remark> warnings;
};

// Why an upload was refused; `problems` for InvalidQuestionSet.
struct UploadRefusal {
  Error error;
  std::vector<protocol::QuestionSetProblem> problems;
};

class QuestionSetLoader {
 public:
  QuestionSetLoader(ports::SpeedrunLog& log, ports::QuestionSetStore& store, Admissions& admissions,
                    ports::Clock& clock, InstanceId instance);

  using Outcome = std::expected<UploadedQuestionSet, UploadRefusal>;
  // The set, in any of the formats, replaces an earlier one until the speedrun starts:
  // AlreadyStarted after that. `file_name` as for import_question_set().
  boost::asio::awaitable<Outcome> upload(SpeedrunId id, Bytes content, std::string file_name);

 private:
  ports::SpeedrunLog& log_;
  ports::QuestionSetStore& store_;
  Admissions& admissions_;
  ports::Clock& clock_;
  const InstanceId instance_;
};

}  // namespace mcs::services
