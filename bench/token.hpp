// A participant's token that all programs of a comparison know the key to.
#pragma once

#include <chrono>
#include <string>

#include "services/tokens.hpp"

namespace mcs::bench {

inline services::Tokens tokens() {
  return services::Tokens({.keys = {std::string(services::Tokens::min_key_size, 'k')}});
}

inline domain::Instant now() {
  return std::chrono::floor<domain::Duration>(std::chrono::system_clock::now());
}

inline std::string make_token() {
  return tokens().issue_participant(SpeedrunId::parse("23456789").value(), UserId{1}, now());
}

}  // namespace mcs::bench
