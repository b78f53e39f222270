// Results of speedruns that nobody ran: anything that SpeedrunResult can hold.
#pragma once

#include <random>

#include "domain/result.hpp"

namespace mcs::contract {

struct ResultSize {
  std::size_t questions;
  std::size_t participants;
};

domain::SpeedrunResult random_result(std::mt19937_64& random, SpeedrunId id, ResultSize size);

}  // namespace mcs::contract
