// A question set: what a host uploads, in memory.
#pragma once

#include <string>
#include <vector>

#include "domain/option_set.hpp"

namespace mcs::domain {

struct Question {
  std::string text;
  std::string category;
  std::vector<std::string> options;
  OptionSet answers;  // Not empty, within options.

  friend bool operator==(const Question&, const Question&) = default;
};

using QuestionSet = std::vector<Question>;

}  // namespace mcs::domain
