// What a table's columns mean, by the words in its header row: those of common quiz programs and
// templates, and in the languages of the web app.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace mcs::formats {

struct CsvColumns {
  std::size_t question = 0;
  std::vector<std::size_t>
      options;  // All options; or the wrong ones, with `answers` the right one.
  std::size_t answers = 0;
  bool only_wrong = false;
  std::optional<std::size_t> category;
  std::optional<std::size_t> type;
  std::vector<std::size_t> ignored;  // Columns that nothing is known of.
};

// Nothing if the row is no header of a table of multiple-choice questions.
std::optional<CsvColumns> columns_of(const std::vector<std::string>& header);

}  // namespace mcs::formats
