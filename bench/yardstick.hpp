// What every server under comparison does, so that they are compared doing the same job:
// upgrades at any path; answers a text that begins with 'r' with the reply; at a text that begins
// with 'b', sends all its connections, the asking one included, a text of as many bytes as the
// number behind the 'b' says. Prints its port on a line of its own when it listens.
#pragma once

#include <string>

namespace mcs::bench {

// As long as an ANSWER-RESULT.
inline const std::string reply_text(180, 'a');

}  // namespace mcs::bench
