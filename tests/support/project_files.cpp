#include "support/project_files.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace mcs::test {

std::string read_project_file(std::string_view path) {
  const auto full = std::filesystem::path(MCS_PROJECT_DIR) / path;
  std::ifstream file(full, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + full.string());
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<std::string> list_project_files(std::string_view folder) {
  const std::filesystem::path root(MCS_PROJECT_DIR);
  std::vector<std::string> paths;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root / folder))
    if (entry.is_regular_file()) paths.push_back(entry.path().lexically_relative(root).string());
  std::ranges::sort(paths);
  return paths;
}

}  // namespace mcs::test
