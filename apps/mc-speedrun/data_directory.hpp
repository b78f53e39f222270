// The directory in which the embedded form keeps everything, and the key that it signs tokens with.
#pragma once

#include <filesystem>
#include <string>

#include "base/result.hpp"
#include "ports/random.hpp"

namespace mcs::app {

// Makes the directory, for its owner only, if it is missing; checks that it can be written.
Result<void> prepare_data_directory(const std::filesystem::path& directory);

// The key in `directory`/token.key, made on the first start: tokens outlive a restart.
Result<std::string> load_or_make_token_key(const std::filesystem::path& directory,
                                           ports::Random& random);

}  // namespace mcs::app
