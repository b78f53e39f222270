// The packets as a participant sees them: what it sends, and what it needs of what comes.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.hpp"
#include "bots/json_view.hpp"
#include "domain/option_set.hpp"
#include "domain/scoring.hpp"
#include "domain/time.hpp"

namespace mcs::bots {

struct SessionState {
  domain::Duration question_duration{0};
  std::uint32_t questions = 0;  // 0 before the start.
  bool finished = false;
  bool seated = false;
  std::uint32_t next_question = 0;
  std::uint32_t score = 0;
};

struct Question {
  std::uint32_t index;
  std::uint32_t options;
  std::uint32_t to_select;
};

struct AnswerResult {
  std::uint32_t question;
  domain::Outcome outcome;
  domain::OptionSet correct;
  domain::Duration credited;
  std::uint32_t awarded;
  std::uint32_t score;  // Of all questions up to this one.
  std::uint32_t rank;
  std::uint32_t participants;
};

// Each reads a packet's payload; nothing if it is not as docs/message-protocol.md says.
std::optional<SessionState> read_session_state(JsonView payload);
std::optional<Question> read_question(JsonView payload);
std::optional<AnswerResult> read_answer_result(JsonView payload);
// What the participant chose, by question.
std::optional<std::vector<domain::OptionSet>> read_own_options(JsonView payload);
// Whether the scores of a LEADERBOARD descend, and it has at most 100 lines.
bool is_ordered_leaderboard(JsonView payload);

std::string write_name(std::string_view name);
std::string write_question_request(std::uint32_t question);
std::string write_answer(std::uint32_t question, domain::OptionSet selected,
                         domain::Duration duration);
std::string write_timeout(std::uint32_t question);
// Selects the first `questions` of the set.
std::string write_start(std::uint32_t questions, std::chrono::seconds question_duration);

}  // namespace mcs::bots
