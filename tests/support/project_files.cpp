#include "support/project_files.hpp"

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

}  // namespace mcs::test
