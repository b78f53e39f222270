// The wire's words for the domain's enumerators.
#pragma once

#include <array>
#include <string_view>

#include "domain/scoring.hpp"
#include "domain/speedrun.hpp"
#include "domain/tallies.hpp"

namespace mcs::protocol {

// In the order of the enumerators.
inline constexpr std::array<std::string_view, 3> phase_names{"lobby", "running", "finished"};
inline constexpr std::array<std::string_view, 4> outcome_names{"correct", "partial", "incorrect",
                                                               "timeout"};
inline constexpr std::array<std::string_view, 5> finish_reason_names{
    "unfinished", "completed", "ended_by_host", "abandoned", "deadline"};

// The members that list and count a question's answerers, in the order of TallyKind.
struct TallyNames {
  domain::TallyKind kind;
  std::string_view list;
  std::string_view count;
};
inline constexpr std::array<TallyNames, domain::tally_kinds> tally_names{
    {{domain::TallyKind::Correct, "correctAnswerers", "correctCount"},
     {domain::TallyKind::Incorrect, "incorrectAnswerers", "incorrectCount"},
     {domain::TallyKind::TimeExpired, "timeExpiredAnswerers", "timeExpiredCount"}}};

constexpr std::string_view wire_name(domain::Phase phase) {
  return phase_names[static_cast<std::size_t>(phase)];
}
constexpr std::string_view wire_name(domain::Outcome outcome) {
  return outcome_names[static_cast<std::size_t>(outcome)];
}
constexpr std::string_view wire_name(domain::FinishReason reason) {
  return finish_reason_names[static_cast<std::size_t>(reason)];
}

static_assert(wire_name(domain::Phase::Finished) == "finished");
static_assert(wire_name(domain::Outcome::Timeout) == "timeout");
static_assert(wire_name(domain::FinishReason::Deadline) == "deadline");

}  // namespace mcs::protocol
