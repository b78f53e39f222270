#include "bots/behaviour.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <numbers>
#include <optional>
#include <string>

namespace mcs::bots {

namespace {

std::optional<double> to_number(std::string_view text) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  if (!std::isfinite(number) || number < 0) return std::nullopt;
  return number;
}

// Two numbers with `separator` between them, or one for both.
std::optional<std::array<double, 2>> to_numbers(std::string_view text, char separator) {
  const std::size_t at = text.find(separator);
  const auto first = to_number(text.substr(0, at));
  const auto second = at == std::string_view::npos ? first : to_number(text.substr(at + 1));
  if (!first || !second) return std::nullopt;
  return std::array{*first, *second};
}

// Box and Muller's.
double draw_normal(Random& random) {
  const double radius = std::sqrt(-2 * std::log(1 - random.unit()));
  return radius * std::cos(2 * std::numbers::pi * random.unit());
}

}  // namespace

Result<ThinkTime> ThinkTime::parse(std::string_view text) {
  static constexpr std::array<std::string_view, 4> names{"fixed", "uniform", "exponential",
                                                         "lognormal"};
  const std::size_t colon = text.find(':');
  if (colon != std::string_view::npos) {
    const auto numbers = to_numbers(text.substr(colon + 1), ',');
    for (std::size_t i = 0; numbers && i < names.size(); ++i) {
      if (names[i] != text.substr(0, colon)) continue;
      ThinkTime time;
      time.kind_ = static_cast<Kind>(i);
      time.first_ = (*numbers)[0];
      time.second_ = (*numbers)[1];
      return time;
    }
  }
  return fail(ErrorCode::BadRequest,
              "'" + std::string(text) +
                  "' is no think time: fixed:MS, uniform:LEAST,MOST, exponential:MEAN or "
                  "lognormal:MEDIAN,SIGMA");
}

std::chrono::nanoseconds ThinkTime::draw(Random& random) const {
  double ms = first_;
  switch (kind_) {
    case Kind::Fixed: break;
    case Kind::Uniform: ms += (second_ - first_) * random.unit(); break;
    case Kind::Exponential: ms *= -std::log(1 - random.unit()); break;
    case Kind::Lognormal: ms *= std::exp(second_ * draw_normal(random)); break;
  }
  return std::chrono::nanoseconds{static_cast<std::int64_t>(ms * 1e6)};
}

Result<Skill> Skill::parse(std::string_view text) {
  const auto numbers = to_numbers(text, '-');
  if (!numbers || (*numbers)[0] > (*numbers)[1] || (*numbers)[1] > 1)
    return fail(ErrorCode::BadRequest,
                "'" + std::string(text) + "' is no skill: a probability, or two as in 0.4-0.9");
  return Skill{.least = (*numbers)[0], .most = (*numbers)[1]};
}

domain::OptionSet guess(Random& random, unsigned option_count, unsigned count) {
  domain::OptionSet options;
  while (options.size() < count) options.insert(random.below(option_count));
  return options;
}

Break draw_break(Random& random, double rate) {
  if (rate <= 0 || random.unit() >= rate) return Break::Never;
  return static_cast<Break>(1 + random.below(3));
}

}  // namespace mcs::bots
