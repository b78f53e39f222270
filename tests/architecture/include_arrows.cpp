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

// The first folders of a path.
std::string_view first_folders(std::string_view path, std::size_t count) {
  std::size_t end = 0;
  for (; count > 0 && end != std::string_view::npos; --count)
    end = path.find('/', end == 0 ? 0 : end + 1);
  return path.substr(0, end);
}

// What stands for itself on the map: "domain", but "adapters/sqlite".
std::string_view folder_of(std::string_view path) {
  return first_folders(path, path.starts_with("adapters/") ? 2 : 1);
}

}  // namespace

IncludeArrows::IncludeArrows(std::string_view document) {
  for (const std::string_view line : split(document, '\n')) {
    if (!line.starts_with("| `src/") && !line.starts_with("| `apps/")) continue;
    const auto cells = split(line, '|');
    Folders& visible = rows_[std::string(trim(cells.at(1)))];
    for (const std::string_view folder : split(cells.at(3), ',')) visible.emplace(trim(folder));
  }
}

std::vector<std::string> IncludeArrows::violations(std::string_view path,
                                                   std::string_view text) const {
  if (row_of(path) == nullptr)
    return {std::string(first_folders(path, 2)).append(" is not on the map")};
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

const IncludeArrows::Folders* IncludeArrows::row_of(std::string_view path) const {
  // An adapter may have a row of its own.
  for (const std::size_t folders : {3U, 2U}) {
    const auto row = rows_.find(first_folders(path, folders));
    if (row != rows_.end()) return &row->second;
  }
  return nullptr;
}

IncludeArrows::Folders IncludeArrows::visible_from(std::string_view path) const {
  Folders all;
  const Folders* const row = row_of(path);
  if (row == nullptr) return all;
  for (const std::string& next : *row) {
    all.insert(next);
    all.merge(visible_from("src/" + next + "/"));
  }
  return all;
}

bool IncludeArrows::allows(std::string_view path, std::string_view included) const {
  if (is_for_tests(included) && !is_for_tests(path)) return false;
  if (path.starts_with("apps/")) return true;
  const std::string_view target = folder_of(included);
  const bool from_tests = target == "support" || target.starts_with("adapters/");
  return (from_tests && is_for_tests(path)) || target == folder_of(path.substr(sizeof "src")) ||
         visible_from(path).contains(target);
}

}  // namespace mcs::architecture
