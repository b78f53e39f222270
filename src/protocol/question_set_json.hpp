// Question sets as JSON: the native upload format and what the store keeps.
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"
#include "domain/question_set.hpp"

namespace mcs::protocol {

// What is wrong with one question of an uploaded set, or worth a warning.
struct QuestionSetProblem {
  std::uint32_t question;  // 1-based; 0 for the set as a whole.
  std::string field;       // E.g. "options[2]"; empty for the question as a whole.
  std::string message;     // What was wrong and what is allowed.

  friend bool operator==(const QuestionSetProblem&, const QuestionSetProblem&) = default;
};

inline constexpr std::size_t max_reported_problems = 100;
// Longer texts are refused unread. Twice what may be uploaded: the canonical form of a set can be
// longer than its upload, where categories were left out.
inline constexpr std::size_t max_question_set_bytes = 2 * 1024 * 1024;

struct ReadQuestionSet {
  domain::QuestionSet questions;
  std::vector<QuestionSetProblem> warnings;  // At most max_reported_problems.
};

// Reads and checks a set; on failure all its problems, at most max_reported_problems. A byte order
// mark is skipped, and a category that is missing or blank is "General". Never throws.
std::expected<ReadQuestionSet, std::vector<QuestionSetProblem>> read_question_set(
    std::string_view json);

// The canonical form: what the store keeps and the content hash is of.
Bytes write_question_set(const domain::QuestionSet& question_set);

}  // namespace mcs::protocol
