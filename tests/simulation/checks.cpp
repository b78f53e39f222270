// What must hold after every simulated speedrun.
#include "domain/result.hpp"
#include "domain/snapshot.hpp"
#include "protocol/question_set_json.hpp"
#include "services/log_fold.hpp"
#include "services/reporter.hpp"
#include "world.hpp"

namespace mcs::simulation {

namespace {

std::string_view wire_name(domain::Outcome outcome) {
  switch (outcome) {
    case domain::Outcome::Correct: return "correct";
    case domain::Outcome::Partial: return "partial";
    case domain::Outcome::Incorrect: return "incorrect";
    case domain::Outcome::Timeout: break;
  }
  return "timeout";
}

}  // namespace

void World::check() {
  const auto folded = wait_for(services::fold_log(log_, backend_.speedrun));
  report_.log_entries = folded.position.value;
  const domain::Speedrun& truth = folded.speedrun;
  if (truth.phase() != domain::Phase::Finished) return violated("the log does not say finished");
  check_acknowledged(truth);
  check_counts(truth);
  check_instances(truth);
  check_result(truth);
  for (const auto& server : servers_)
    if (server->log().was_hurried()) violated("an instance appended again too soon");
}

// No acknowledged answer is lost or changed.
void World::check_acknowledged(const domain::Speedrun& truth) {
  for (const auto& participant : participants_) {
    report_.acknowledged += participant->acknowledged().size();
    const auto seat = truth.seats().find(participant->user());
    for (const auto& [question, told] : participant->acknowledged()) {
      if (!seat || question >= truth.seats()[*seat].answered_count) {
        violated("an acknowledged answer is lost");
        continue;
      }
      const QuestionIndex index{static_cast<std::uint16_t>(question)};
      const auto counted = truth.judged(*seat, index);
      const Acknowledged kept{.outcome = std::string(wire_name(counted.outcome)),
                              .duration_ms = counted.credited.count(),
                              .score_awarded = counted.score,
                              .score = truth.score_after(*seat, index)};
      if (kept != told) violated("an acknowledged answer counts differently");
    }
  }
}

// None is counted twice, and no score is out of range.
void World::check_counts(const domain::Speedrun& truth) {
  std::vector<std::uint32_t> answered(truth.question_count());
  for (std::uint32_t i = 0; i < truth.seats().size(); ++i) {
    const domain::Seat& seat = truth.seats()[{i}];
    if (seat.removed) continue;
    std::uint32_t sum = 0;
    for (std::uint16_t q = 0; q < seat.answered_count; ++q) {
      const auto judged = truth.judged({i}, {q});
      if (judged.score > domain::max_score_per_question) violated("a score is out of range");
      sum += judged.score;
      ++answered[q];
    }
    if (sum != seat.score) violated("a score is not the sum of its answers");
  }
  for (std::size_t q = 0; q < answered.size(); ++q) {
    const auto& tally = truth.tallies().questions[q];
    const auto counted = tally.count(domain::TallyKind::Correct) +
                         tally.count(domain::TallyKind::Incorrect) +
                         tally.count(domain::TallyKind::TimeExpired);
    if (counted != answered[q]) violated("a tally is not the number of answers");
  }
}

// All instances hold the same state, however they came by it.
void World::check_instances(const domain::Speedrun& truth) {
  const Bytes expected = domain::encode_snapshot(truth);
  for (const auto& server : servers_) {
    if (!server->alive()) continue;
    const domain::Speedrun* held = server->rooms().find(backend_.speedrun);
    if (held != nullptr && domain::encode_snapshot(*held) != expected)
      violated("an instance holds another state than the log gives");
  }
}

// It was sent to the reporter, whose result is what the log gives, also the second time.
void World::check_result(const domain::Speedrun& truth) {
  const auto jobs = wait_for(completions_.receive(10, Duration{0}));
  if (jobs.empty()) return violated("no completion job was enqueued");
  services::Reporter reporter(
      {log_, question_sets_, completions_, results_, clock_, journal_, observer_}, {});
  const auto content =
      wait_for(question_sets_.get(backend_.speedrun, truth.question_set()->content_hash));
  const auto expected = domain::extract_result(backend_.speedrun, truth,
                                               protocol::read_question_set(content)->questions);
  for (int time = 0; time < 2; ++time) {
    wait_for(reporter.report(backend_.speedrun));
    if (wait_for(results_.get(backend_.speedrun)) != expected)
      violated("the reported result is not what the log gives");
  }
}

}  // namespace mcs::simulation
