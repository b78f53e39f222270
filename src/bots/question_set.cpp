#include "bots/question_set.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace mcs::bots {

namespace {

domain::Question make_sum(std::uint32_t number) {
  const std::uint32_t left = 12 + number * 7 % 61;
  const std::uint32_t right = 5 + number * 11 % 37;
  const std::uint32_t place = number % 4;
  domain::Question question{.text = fmt::format("How much is {} and {}?", left, right),
                            .category = "Sums",
                            .options = {},
                            .answers = {}};
  for (std::uint32_t i = 0; i < 4; ++i)
    question.options.push_back(fmt::format("{}", left + right + i - std::min(place, left)));
  question.answers.insert(place);
  return question;
}

domain::Question make_multiples(std::uint32_t number) {
  const std::uint32_t factor = 3 + number % 7;
  domain::Question question{.text = fmt::format("Which two of these can be divided by {}?", factor),
                            .category = "Multiples",
                            .options = {},
                            .answers = {}};
  const std::uint32_t first = number % 6;
  const std::uint32_t second = (first + 1 + number % 5) % 6;
  for (std::uint32_t i = 0; i < 6; ++i) {
    const bool right = i == first || i == second;
    question.options.push_back(fmt::format("{}", factor * (i + 4) + (right ? 0 : 1 + i % 2)));
    if (right) question.answers.insert(i);
  }
  return question;
}

}  // namespace

domain::QuestionSet make_question_set(std::uint32_t questions) {
  domain::QuestionSet set;
  for (std::uint32_t i = 0; i < questions; ++i)
    set.push_back(i % 4 == 3 ? make_multiples(i) : make_sum(i));
  return set;
}

}  // namespace mcs::bots
