#include "services/replay.hpp"

#include "protocol/question_set_json.hpp"
#include "services/log_fold.hpp"

namespace mcs::services {

ports::Async<domain::SpeedrunResult> replay(ports::SpeedrunLog& log,
                                            ports::QuestionSetStore& question_sets, SpeedrunId id) {
  const auto folded = co_await fold_log(log, id);
  if (!folded) co_return fail(folded.error());
  const domain::Speedrun& speedrun = folded->speedrun;
  if (speedrun.phase() != domain::Phase::Finished)
    co_return fail(ErrorCode::Corrupt, "the speedrun has not finished");
  const auto content = co_await question_sets.get(id, speedrun.question_set()->content_hash);
  if (!content) co_return fail(content.error());
  const auto questions = protocol::read_question_set(*content);
  if (!questions) co_return fail(ErrorCode::Corrupt, "the stored question set is damaged");
  co_return domain::extract_result(id, speedrun, questions->questions);
}

}  // namespace mcs::services
