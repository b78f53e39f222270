// Secrets, which a function is given by name only: read from Secrets Manager when it starts.
#pragma once

#include <string>

#include "ports/async.hpp"

namespace mcs::lambda {

// For each of the process's environment variables X_SECRET, which holds the ARN of a secret, sets X
// to that secret's value. Before there are threads that read the environment.
Result<void> read_secrets_into_environment();

}  // namespace mcs::lambda
