#include "series.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <stdexcept>

namespace mcs::bench {

namespace {

double median(std::vector<double> values) {
  std::ranges::sort(values);
  const std::size_t half = values.size() / 2;
  return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

}  // namespace

void Series::add(std::string_view what, std::string_view whose, double value) {
  auto group = std::ranges::find(groups_, what, &Group::what);
  if (group == groups_.end()) group = groups_.insert(group, {std::string(what), {}});
  auto row = std::ranges::find(group->rows, whose, &Row::whose);
  if (row == group->rows.end()) row = group->rows.insert(row, {std::string(whose), {}});
  row->values.push_back(value);
}

double Series::last(std::string_view what, std::string_view whose) const {
  for (const Group& group : groups_)
    for (const Row& row : group.rows)
      if (group.what == what && row.whose == whose) return row.values.back();
  throw std::logic_error(fmt::format("{} was not measured of {}", what, whose));
}

void Series::print() const {
  fmt::print("| what | whose | median | least to most | ratio |\n|---|---|---|---|---|\n");
  for (const Group& group : groups_) {
    const double yardstick = median(group.rows.front().values);
    for (const Row& row : group.rows) {
      const double value = median(row.values);
      const bool first = &row == &group.rows.front();
      fmt::print("| {} | {} | {:.2f} | {:.2f} to {:.2f} | {} |\n", group.what, row.whose, value,
                 std::ranges::min(row.values), std::ranges::max(row.values),
                 first ? "" : fmt::format("{:.2f}", value / yardstick));
    }
  }
}

}  // namespace mcs::bench
