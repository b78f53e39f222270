#include "architecture/include_arrows.hpp"

#include <algorithm>
#include <optional>

namespace mcs::architecture {

namespace {

std::string_view trim(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" `");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" `") - first + 1);
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(separator), text.size());
    parts.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

struct Include {
  std::string_view path;
  bool quoted;
};

std::optional<Include> parse_include(std::string_view line) {
  constexpr std::string_view directive = "#include ";
  if (!line.starts_with(directive) || line.size() == directive.size()) return std::nullopt;
  line.remove_prefix(directive.size());
  const bool quoted = line.front() == '"';
  line.remove_prefix(1);
  return Include{line.substr(0, line.find(quoted ? '"' : '>')), quoted};
}

std::string_view file_name(std::string_view path) {
  return path.substr(path.rfind('/') + 1);
}

// Tests stand beside the code they test, and so does what they share.
bool is_for_tests(std::string_view path) {
  const std::string_view name = file_name(path);
  return path.starts_with("support/") || path.contains("/testing/") || name.starts_with("test_") ||
         name.ends_with("_test.cpp") || name.ends_with("_fixture.hpp");
}

// "adapters/sqlite" of "adapters/sqlite/schema.hpp".
std::string_view adapter_of(std::string_view path) {
  return path.substr(0, path.rfind('/'));
}

}  // namespace

IncludeArrows::IncludeArrows(std::string_view document) {
  for (const std::string_view line : split(document, '\n')) {
    if (!line.starts_with("| `")) continue;
    const auto cells = split(line, '|');
    Folders& visible = rows_[std::string(trim(cells.at(1)))];
    for (const std::string_view folder : split(cells.at(3), ',')) visible.emplace(trim(folder));
  }
}

std::vector<std::string> IncludeArrows::violations(std::string_view path,
                                                   std::string_view text) const {
  std::vector<std::string> found;
  for (const std::string_view line : split(text, '\n')) {
    const auto include = parse_include(line);
    if (!include) continue;
    const bool rules = path.starts_with("src/base/") || path.starts_with("src/domain/");
    const bool allowed = include->quoted
                             ? allows(path, include->path)
                             // The rules stand on the standard library alone.
                             : !rules || is_for_tests(path) || !include->path.contains('.');
    if (!allowed) found.push_back(std::string(path).append(" includes ").append(include->path));
  }
  return found;
}

IncludeArrows::Folders IncludeArrows::visible_from(const std::string& folder) const {
  Folders all;
  const auto row = rows_.find("src/" + folder);
  if (row == rows_.end()) return all;
  for (const std::string& next : row->second) {
    all.insert(next);
    all.merge(visible_from(next));
  }
  return all;
}

bool IncludeArrows::allows(std::string_view path, std::string_view included) const {
  if (path.starts_with("apps/")) return !is_for_tests(included);
  if (is_for_tests(included) && !is_for_tests(path)) return false;
  const std::string_view from = path.substr(path.find('/') + 1);
  const std::string folder(from.substr(0, from.find('/')));
  const std::string_view target = included.substr(0, included.find('/'));
  if (target == "support") return true;
  if (target == "adapters") {
    const bool own = adapter_of(included) == adapter_of(from);
    return own || is_for_tests(path);
  }
  return (target == folder && rows_.contains("src/" + folder)) ||
         visible_from(folder).contains(target);
}

}  // namespace mcs::architecture
