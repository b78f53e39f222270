// Files of the source tree, for tests: documents that must agree with the code, and test data.
#pragma once

#include <string>
#include <string_view>

namespace mcs::test {

// The contents of a file, by its path from the project's root; throws if it cannot be read.
std::string read_project_file(std::string_view path);

}  // namespace mcs::test
