// What an answer is worth: exact integers, so that every instance and every replay agrees.
#pragma once

#include <cstdint>

#include "domain/option_set.hpp"
#include "domain/time.hpp"

namespace mcs::domain {

enum class Outcome : std::uint8_t { Correct, Partial, Incorrect, Timeout };

// What a question needs to be judged; its text stays in the question set.
struct AnswerKey {
  std::uint16_t source_index = 0;  // Index into the uploaded question set.
  std::uint8_t option_count = 0;
  OptionSet correct;  // Not empty.

  friend bool operator==(const AnswerKey&, const AnswerKey&) = default;
};

// The duration that counts: the client's claim, but no less than what the server measured less the
// credit for the line, and no more than what the server measured. Never negative.
constexpr Duration credited_duration(Duration claimed, Duration elapsed, Duration credit) {
  const Duration measured = elapsed < Duration{0} ? Duration{0} : elapsed;
  const Duration earliest = measured > credit ? measured - credit : Duration{0};
  if (claimed < earliest) return earliest;
  return claimed > measured ? measured : claimed;
}

constexpr Outcome judge(const AnswerKey& key, OptionSet selected, Duration credited,
                        Duration question_duration) {
  if (credited > question_duration) return Outcome::Timeout;
  const unsigned hits = (selected & key.correct).size();
  if (hits == key.correct.size()) return Outcome::Correct;
  return hits > 0 ? Outcome::Partial : Outcome::Incorrect;
}

// floor(100 * hits * (D - t) / (n * D)); 0 for an answer later than D.
constexpr std::uint32_t score(const AnswerKey& key, OptionSet selected, Duration credited,
                              Duration question_duration) {
  if (credited > question_duration || selected.empty()) return 0;
  const auto hits = static_cast<std::int64_t>((selected & key.correct).size());
  const auto right = static_cast<std::int64_t>(key.correct.size());
  const std::int64_t left = (question_duration - credited).count();
  return static_cast<std::uint32_t>(max_score_per_question * hits * left /
                                    (right * question_duration.count()));
}

}  // namespace mcs::domain
