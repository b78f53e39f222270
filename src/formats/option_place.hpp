// Where the right one goes among the wrong ones of a format that keeps them apart.
#pragma once

#include "formats/collector.hpp"

namespace mcs::formats {

// Adds `right` to the draft's options, all of them wrong. The place follows from the question's
// text: the same file always yields the same set, and its right answers are not always the first.
void place_right_option(Draft& draft, std::string right);

}  // namespace mcs::formats
