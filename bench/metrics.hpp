// What a server of the product says of itself at /metrics.
#pragma once

#include <string>
#include <string_view>

#include "bots/address.hpp"

namespace mcs::bench {

class Metrics {
 public:
  // Throws if it does not answer.
  static Metrics fetch(const bots::Server& server);

  // The sum over all labels; 0 if there is none of the name.
  double operator[](std::string_view name) const;
  // Of a histogram: the least bound that a share of all, 0 to 1, is within.
  double quantile(std::string_view histogram, double share) const;

 private:
  explicit Metrics(std::string text) : text_(std::move(text)) {}

  std::string text_;
};

}  // namespace mcs::bench
