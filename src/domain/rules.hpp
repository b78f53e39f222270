// The bounds of the game. Those in `Rules` may be configured and are therefore written into the
// log when a speedrun is created: a restart with another configuration changes no running game.
#pragma once

#include <cstddef>
#include <cstdint>

#include "domain/time.hpp"

namespace mcs::domain {

inline constexpr std::size_t max_questions = 5'000;
inline constexpr std::size_t min_options = 2;
inline constexpr std::size_t max_options = 10;
inline constexpr std::size_t max_question_characters = 1'000;
inline constexpr std::size_t max_option_characters = 500;
inline constexpr std::size_t max_name_characters = 32;
// Each change of name costs log and memory, and nobody needs more.
inline constexpr std::uint8_t max_renames = 10;
inline constexpr std::size_t max_quiz_name_characters = 100;
inline constexpr std::size_t max_categories = 1'000;
inline constexpr std::size_t max_category_characters = 200;
inline constexpr Duration min_question_duration = std::chrono::seconds{1};
inline constexpr Duration max_question_duration = std::chrono::seconds{600};
inline constexpr std::uint32_t max_score_per_question = 100;
// A larger credit would let a lying client gain more than a slow line can cost.
inline constexpr Duration max_latency_credit{1'000};
inline constexpr std::uint32_t max_seats = 4'000'000;

// How many a leaderboard names, and up to what size a room is listed whole.
inline constexpr std::size_t leaderboard_size = 100;

// After a question's duration, how long the server waits for an answer still on its way.
inline constexpr Duration answer_grace{2'000};
// After which everyone unfinished being away ends the speedrun.
inline constexpr Duration abandonment{60'000};
// What the deadline grants beyond the questions' durations: per question, and once.
inline constexpr Duration deadline_per_question{5'000};
inline constexpr Duration deadline_extra{60'000};
// An instance that has written nothing for this long is taken for dead, its participants for gone.
inline constexpr Duration instance_silence{30'000};

struct Rules {
  Duration latency_credit{250};
  std::uint32_t max_participants = 100'000;

  friend bool operator==(const Rules&, const Rules&) = default;
};

}  // namespace mcs::domain
