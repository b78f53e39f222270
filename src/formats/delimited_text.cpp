#include "formats/delimited_text.hpp"

#include <algorithm>

#include "base/white_space.hpp"

namespace mcs::formats {

bool Row::is_empty() const {
  return std::ranges::all_of(cells, &std::string::empty);
}

bool DelimitedText::next(Row& row) {
  row = {.cells = {}, .line = line_};
  if (rest_.empty()) return false;
  while (true) {
    std::string cell;
    if (rest_.starts_with('"')) cell = take_quoted(row.unended);
    // After the closing quote nothing should come; what does belongs to the cell.
    const char ends[] = {separator_, '\n'};
    const std::size_t end = std::min(rest_.find_first_of({ends, 2}), rest_.size());
    cell += rest_.substr(0, end);
    if (row.cells.size() < max_cells) row.cells.emplace_back(trim(cell));
    rest_.remove_prefix(end);
    if (rest_.empty()) return true;
    const bool last = rest_.front() == '\n';
    rest_.remove_prefix(1);
    if (!last) continue;
    ++line_;
    return true;
  }
}

std::string DelimitedText::take_quoted(bool& unended) {
  std::string cell;
  rest_.remove_prefix(1);
  while (true) {
    const std::size_t end = rest_.find('"');
    if (end == std::string_view::npos) {
      unended = true;
      cell += rest_;
      rest_ = {};
      return cell;
    }
    cell += rest_.substr(0, end);
    line_ += static_cast<std::uint32_t>(std::ranges::count(rest_.substr(0, end), '\n'));
    rest_.remove_prefix(end + 1);
    if (!rest_.starts_with('"')) return cell;
    cell += '"';
    rest_.remove_prefix(1);
  }
}

}  // namespace mcs::formats
