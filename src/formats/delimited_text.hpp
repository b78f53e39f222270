// Rows of cells with a separator between them (RFC 4180, and with tabs or semicolons as
// spreadsheets write it). Knows nothing of what the cells mean.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mcs::formats {

inline constexpr std::size_t max_cells = 64;

struct Row {
  std::vector<std::string> cells;  // Trimmed; what follows after max_cells is left out.
  std::uint32_t line = 0;          // Where it begins.
  bool unended = false;            // A quote was opened in it and never closed.

  bool is_empty() const;
};

class DelimitedText {
 public:
  DelimitedText(std::string_view text, char separator) : rest_(text), separator_(separator) {}

  // False at the end. A row is at most as long as the text: quotes may hold line ends.
  bool next(Row& row);

 private:
  std::string take_quoted(bool& unended);

  std::string_view rest_;
  char separator_;
  std::uint32_t line_ = 1;
};

}  // namespace mcs::formats
