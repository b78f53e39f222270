#include "bots/ledger.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace mcs::bots {

namespace {

// Both sides cut to whole milliseconds.
constexpr domain::Duration rounding{2};

}  // namespace

Ledger::Fault Ledger::take(const AnswerResult& result, AnswerKeys& keys,
                           domain::Duration question_duration, domain::Duration at_most) {
  if (result.question < acknowledged()) return check_repeated(result);
  if (result.question > acknowledged())
    return fmt::format("a result for question {} came before one for {}", result.question,
                       acknowledged());
  send_withdrawn();
  Fault fault = check_new(result, question_duration, at_most);
  if (!fault && !keys.learn(result.question, result.correct))
    fault = fmt::format("question {} has different right answers for different participants",
                        result.question);
  // A timeout that the server found selects nothing, whatever was sent too late.
  const bool counted = sent_ && result.outcome != domain::Outcome::Timeout;
  entries_.push_back({.selected = counted ? sent_->selected : domain::OptionSet{},
                      .awarded = static_cast<std::uint8_t>(result.awarded),
                      .outcome = result.outcome,
                      .credited_ms = static_cast<std::uint32_t>(result.credited.count())});
  score_ += result.awarded;
  sent_.reset();
  if (!fault && result.score != score_)
    fault = fmt::format("the score after question {} is {}, and should be {}", result.question,
                        result.score, score_);
  return fault;
}

Ledger::Fault Ledger::check_repeated(const AnswerResult& result) const {
  const Entry& entry = entries_[result.question];
  if (!entry.told) return std::nullopt;
  if (entry.awarded == result.awarded && entry.outcome == result.outcome &&
      entry.credited_ms == result.credited.count())
    return std::nullopt;
  return fmt::format("the result of question {} changed", result.question);
}

Ledger::Fault Ledger::check_new(const AnswerResult& result, domain::Duration question_duration,
                                domain::Duration at_most) const {
  if (result.rank == 0 || result.rank > result.participants)
    return fmt::format("rank {} of {}", result.rank, result.participants);
  if (!sent_ || sent_->selected.empty() || result.outcome == domain::Outcome::Timeout) {
    if (result.outcome == domain::Outcome::Timeout && result.awarded == 0) return std::nullopt;
    return fmt::format("question {} was not answered, and counts", result.question);
  }
  if (result.credited + rounding < sent_->claimed)
    return fmt::format("question {} was credited with {} ms and took {} ms", result.question,
                       result.credited.count(), sent_->claimed.count());
  if (result.credited > at_most + rounding)
    return fmt::format("question {} was credited with {} ms and took at most {} ms",
                       result.question, result.credited.count(), at_most.count());
  const domain::AnswerKey key{.correct = result.correct};
  if (result.outcome != domain::judge(key, sent_->selected, result.credited, question_duration))
    return fmt::format("question {} was judged wrongly", result.question);
  const auto worth = domain::score(key, sent_->selected, result.credited, question_duration);
  if (result.awarded != worth)
    return fmt::format("question {} was awarded {}, and is worth {}", result.question,
                       result.awarded, worth);
  return std::nullopt;
}

Ledger::Fault Ledger::check_summary(const std::vector<domain::OptionSet>& chosen) const {
  if (chosen.size() < entries_.size())
    return fmt::format("the summary has {} of {} questions", chosen.size(), entries_.size());
  for (std::size_t i = 0; i < entries_.size(); ++i)
    if (entries_[i].told && entries_[i].outcome != domain::Outcome::Timeout &&
        chosen[i] != entries_[i].selected)
      return fmt::format("the summary has another answer to question {}", i);
  return std::nullopt;
}

Ledger::Fault Ledger::check_result(const domain::ParticipantResult& result) const {
  if (result.answers.size() < entries_.size())
    return fmt::format("{} answers were acknowledged and {} kept", entries_.size(),
                       result.answers.size());
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    const Entry& entry = entries_[i];
    const domain::AnswerResult& kept = result.answers[i];
    if (kept.outcome != entry.outcome || kept.score != entry.awarded)
      return fmt::format("the acknowledged result of question {} is not the one kept", i);
    if (entry.outcome != domain::Outcome::Timeout &&
        (kept.selected != entry.selected || kept.credited.count() != entry.credited_ms))
      return fmt::format("the acknowledged answer to question {} is not the one kept", i);
  }
  const bool all = result.answers.size() == entries_.size();
  if (all && result.score != score_)
    return fmt::format("the final score is {}, and should be {}", result.score, score_);
  return std::nullopt;
}

void Ledger::note_timeout(domain::Duration question_duration) {
  entries_.push_back({.selected = {},
                      .awarded = 0,
                      .outcome = domain::Outcome::Timeout,
                      .credited_ms = static_cast<std::uint32_t>(question_duration.count()),
                      .told = false});
  sent_.reset();
}

}  // namespace mcs::bots
