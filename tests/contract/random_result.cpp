#include "contract/random_result.hpp"

namespace mcs::contract {

using namespace domain;

namespace {

std::uint64_t below(std::mt19937_64& random, std::uint64_t bound) {
  return random() % bound;
}

// Any bytes, zeroes and broken UTF-8 among them: a store is no judge of text.
std::string random_text(std::mt19937_64& random, std::uint64_t longest) {
  std::string text(below(random, longest + 1), '\0');
  for (auto& c : text) c = static_cast<char>(below(random, 256));
  return text;
}

OptionSet random_options(std::mt19937_64& random, std::size_t count) {
  return OptionSet::from_bits(static_cast<std::uint16_t>(below(random, 1U << count)));
}

QuestionResult random_question(std::mt19937_64& random) {
  QuestionResult result;
  result.question.text = random_text(random, 100);
  result.question.category = random_text(random, 20);
  const auto options = min_options + below(random, max_options - min_options + 1);
  for (std::size_t i = 0; i < options; ++i)
    result.question.options.push_back(random_text(random, 30));
  result.question.answers = random_options(random, options);
  for (auto& count : result.counts) count = static_cast<std::uint32_t>(random());
  return result;
}

AnswerResult random_answer(std::mt19937_64& random) {
  return {.outcome = static_cast<Outcome>(below(random, 4)),
          .selected = random_options(random, max_options),
          .credited = Duration{below(random, 1U << 20)},
          .credit = Duration{below(random, 1U << 10)},
          .score = static_cast<std::uint32_t>(below(random, max_score_per_question + 1))};
}

ParticipantResult random_participant(std::mt19937_64& random, std::size_t questions) {
  ParticipantResult result{.user = {random()},
                           .name = random_text(random, 32),
                           .rank = static_cast<std::uint32_t>(random()),
                           .score = static_cast<std::uint32_t>(random()),
                           .total_time = std::nullopt,
                           .answers = {}};
  const bool finished = below(random, 2) == 0;
  if (finished) result.total_time = Duration{below(random, 10'000'000)};
  const std::size_t answered = finished ? questions : below(random, questions + 1);
  for (std::size_t i = 0; i < answered; ++i) result.answers.push_back(random_answer(random));
  return result;
}

}  // namespace

SpeedrunResult random_result(std::mt19937_64& random, SpeedrunId id, ResultSize size) {
  SpeedrunResult result{.id = id,
                        .quiz_name = random_text(random, 100),
                        .categories = {},
                        .question_duration = Duration{1 + below(random, 600'000)},
                        .started_at = from_epoch_ms(static_cast<std::int64_t>(random() >> 22)),
                        .finished_at = from_epoch_ms(static_cast<std::int64_t>(random() >> 22)),
                        .reason = static_cast<FinishReason>(below(random, 5)),
                        .questions = {},
                        .participants = {}};
  for (auto n = below(random, 5); n > 0; --n) result.categories.push_back(random_text(random, 30));
  for (std::size_t i = 0; i < size.questions; ++i)
    result.questions.push_back(random_question(random));
  for (std::size_t i = 0; i < size.participants; ++i)
    result.participants.push_back(random_participant(random, size.questions));
  return result;
}

}  // namespace mcs::contract
