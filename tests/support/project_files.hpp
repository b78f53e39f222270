// Files of the source tree, for tests: documents that must agree with the code, and test data.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mcs::test {

// The contents of a file, by its path from the project's root; throws if it cannot be read.
std::string read_project_file(std::string_view path);
// The paths, from the project's root, of the files below a folder, in alphabetical order.
std::vector<std::string> list_project_files(std::string_view folder);

}  // namespace mcs::test
