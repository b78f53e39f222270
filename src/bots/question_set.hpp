// A question set that is made up: as many questions as wanted, each with known right answers.
#pragma once

#include <cstdint>

#include "domain/question_set.hpp"

namespace mcs::bots {

// Sums with four options and one right answer; every fourth asks for two multiples among six.
domain::QuestionSet make_question_set(std::uint32_t questions);

}  // namespace mcs::bots
