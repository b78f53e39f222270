// The process's environment, or a test's in its place.
#pragma once

#include <functional>
#include <string>

namespace mcs::aws {

// A variable's value; empty if it is not set.
using Environment = std::function<std::string(const char* name)>;

std::string process_environment(const char* name);

}  // namespace mcs::aws
