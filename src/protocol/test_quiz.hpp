// For tests: a speedrun with the texts of its questions, played in one line an input.
#pragma once

#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "domain/question_set.hpp"
#include "domain/test_speedrun.hpp"

namespace mcs::protocol {

inline domain::OptionSet option_set(std::initializer_list<std::size_t> options) {
  return domain::testing::TestSpeedrun::options(options);
}

// Four options each; option 1 is right, and of every third question option 3 too.
inline domain::QuestionSet sample_questions(std::size_t count) {
  domain::QuestionSet questions;
  for (std::size_t i = 0; i < count; ++i)
    questions.push_back({.text = "What is number " + std::to_string(i) + "?",
                         .category = "Numbers",
                         .options = {"zero", "one", "two", "\"three\""},
                         .answers = i % 3 == 2 ? option_set({1, 3}) : option_set({1})});
  return questions;
}

// Users are numbered from 1 in the order of their seats.
class TestQuiz : public domain::testing::TestSpeedrun {
 public:
  explicit TestQuiz(std::size_t question_count) : questions(sample_questions(question_count)) {
    fold(domain::QuestionSetUploaded{"cafe", static_cast<std::uint32_t>(question_count)});
  }

  domain::QuestionSet questions;

  SeatIndex seat(std::string name) {
    return TestSpeedrun::seat(static_cast<std::uint32_t>(run.seats().size() + 1), std::move(name));
  }
  void seat_many(int count) {
    for (int i = 0; i < count; ++i) seat("P" + std::to_string(i));
  }

  // With all questions, unless the selection is given.
  void start(domain::Duration question_duration, std::vector<std::uint16_t> selection = {}) {
    if (selection.empty()) {
      selection.resize(questions.size());
      std::iota(selection.begin(), selection.end(), std::uint16_t{0});
    }
    std::vector<domain::AnswerKey> keys;
    for (const std::uint16_t index : selection)
      keys.push_back(
          {.source_index = index, .option_count = 4, .correct = questions[index].answers});
    TestSpeedrun::start(std::move(keys), question_duration);
  }

  // Asks for the seat's next question and answers it `after` that.
  void answer(SeatIndex seat, domain::OptionSet selected, domain::Duration after) {
    serve(seat);
    wait(after);
    TestSpeedrun::answer(seat, selected, after);
  }
  // Asks for the seat's next question and lets its time pass.
  void time_out(SeatIndex seat) {
    serve(seat);
    wait(run.settings().question_duration);
    fold(domain::TimeoutReported{seat, run.seats()[seat].next_question(), session_of(seat)});
  }
  void disconnect(SeatIndex seat) { fold(domain::ParticipantDisconnected{seat, session_of(seat)}); }
  void kick(SeatIndex seat) {
    fold(domain::ParticipantKicked{run.seats()[seat].user, SessionId{999}});
  }
  void end() { fold(domain::HostEnded{}); }
};

}  // namespace mcs::protocol
