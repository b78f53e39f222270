// For tests of the rules: a speedrun, a clock set by hand, and inputs in one line each.
#pragma once

#include <algorithm>
#include <gtest/gtest.h>
#include <string>
#include <vector>

#include "domain/speedrun.hpp"

namespace mcs::domain::testing {

using namespace std::chrono_literals;

inline constexpr InstanceId instance_a{0xA};
inline constexpr InstanceId instance_b{0xB};
inline const Instant test_epoch = from_epoch_ms(1'800'000'000'000);

// A speedrun that is created, folding whatever the test says, from instance A unless told.
class TestSpeedrun {
 public:
  explicit TestSpeedrun(Rules rules = {}) { fold(SpeedrunCreated{rules}); }

  Speedrun run;
  Instant now = test_epoch;
  Effects effects;  // Of the last input.

  const Effects& fold(InputBody body, InstanceId from = instance_a) {
    effects.clear();
    step(run, Input{.at = now, .instance = from, .body = std::move(body)}, effects);
    return effects;
  }

  void wait(Duration duration) { now += duration; }

  // Two options a question, the first one right, unless keys are given.
  void start(std::size_t questions = 3, Duration duration = 10s) {
    std::vector<AnswerKey> keys(questions);
    for (std::size_t q = 0; q < questions; ++q)
      keys[q] = {.source_index = static_cast<std::uint16_t>(q),
                 .option_count = 4,
                 .correct = options({0})};
    start(keys, duration);
  }
  void start(std::vector<AnswerKey> keys, Duration duration = 10s) {
    fold(QuestionSetUploaded{.content_hash = "cafe",
                             .question_count = static_cast<std::uint32_t>(keys.size())});
    fold(SpeedrunStarted{.session = {0},
                         .quiz_name = "Test",
                         .categories = {"General"},
                         .question_duration = duration,
                         .content_hash = "cafe",
                         .selection = std::move(keys)});
  }

  // The user's id and session are both `number`; its seat follows from the order of calls.
  SeatIndex seat(std::uint32_t number, std::string name = {}) {
    if (name.empty()) name = "P" + std::to_string(number);
    fold(SeatTaken{.user = {number}, .session = {number}, .name = std::move(name)});
    return run.seats().find(UserId{number}).value();
  }

  void serve(SeatIndex seat) {
    fold(QuestionServed{seat, run.seats()[seat].next_question(), session_of(seat)});
  }
  // Answers the open question, `elapsed` after it was served, claiming exactly that.
  void answer(SeatIndex seat, OptionSet selected, Duration elapsed) {
    fold(AnswerSubmitted{.seat = seat,
                         .question = run.seats()[seat].next_question(),
                         .session = session_of(seat),
                         .selected = selected,
                         .claimed = elapsed,
                         .elapsed = elapsed,
                         .credit = 0ms});
  }
  void serve_and_answer(SeatIndex seat, OptionSet selected, Duration elapsed = 0ms) {
    serve(seat);
    answer(seat, selected, elapsed);
  }
  void tick() { fold(ClockTicked{}); }

  static OptionSet options(std::initializer_list<std::size_t> indexes) {
    OptionSet set;
    for (const auto index : indexes) EXPECT_TRUE(set.insert(index));
    return set;
  }

  SessionId session_of(SeatIndex seat) const {
    return {static_cast<std::uint32_t>(run.seats()[seat].user.value)};
  }
  std::uint32_t score(SeatIndex seat) const { return run.seats()[seat].score; }
};

template <class Wanted>
std::vector<Wanted> all(const Effects& effects) {
  std::vector<Wanted> found;
  for (const Effect& effect : effects)
    if (const auto* it = std::get_if<Wanted>(&effect)) found.push_back(*it);
  return found;
}

template <class Wanted>
bool has(const Effects& effects) {
  return !all<Wanted>(effects).empty();
}

// The code of the only refusal among the effects.
inline ErrorCode refusal(const Effects& effects) {
  const auto refusals = all<Refuse>(effects);
  EXPECT_EQ(refusals.size(), 1U);
  return refusals.empty() ? ErrorCode::Internal : refusals.front().code;
}

}  // namespace mcs::domain::testing
