// What several rounds measured, and the table of it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mcs::bench {

class Series {
 public:
  void add(std::string_view what, std::string_view whose, double value);
  // The one added last.
  double last(std::string_view what, std::string_view whose) const;

  // To standard output, in Markdown and the order of the first additions: medians, the least and
  // the most, and the ratio to the median of the first of whom the same was measured.
  void print() const;

 private:
  struct Row {
    std::string whose;
    std::vector<double> values;
  };
  struct Group {
    std::string what;
    std::vector<Row> rows;
  };

  std::vector<Group> groups_;
};

}  // namespace mcs::bench
