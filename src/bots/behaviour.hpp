// How a bot plays: how long it thinks, how often it is right, how often its connection breaks.
#pragma once

#include <chrono>
#include <cstdint>
#include <string_view>

#include "base/result.hpp"
#include "bots/random.hpp"
#include "domain/option_set.hpp"

namespace mcs::bots {

// A distribution of think times.
class ThinkTime {
 public:
  // In milliseconds: "fixed:500", "uniform:200,1500", "exponential:MEAN" or
  // "lognormal:MEDIAN,SIGMA".
  static Result<ThinkTime> parse(std::string_view text);

  std::chrono::nanoseconds draw(Random& random) const;

 private:
  enum class Kind { Fixed, Uniform, Exponential, Lognormal };

  Kind kind_ = Kind::Fixed;
  double first_ = 0;
  double second_ = 0;
};

// A range from which each bot draws the probability with which it answers right.
struct Skill {
  // "0.7", or "0.4-0.9".
  static Result<Skill> parse(std::string_view text);

  double draw(Random& random) const { return least + (most - least) * random.unit(); }

  double least = 0.5;
  double most = 0.9;
};

// `count` of the options below `option_count`, at random.
domain::OptionSet guess(Random& random, unsigned option_count, unsigned count);

// Where in a question the connection breaks.
enum class Break : std::uint8_t { Never, WhileAsking, WhileThinking, WhileAnswering };

// With the probability `rate` at one of the three points.
Break draw_break(Random& random, double rate);

}  // namespace mcs::bots
