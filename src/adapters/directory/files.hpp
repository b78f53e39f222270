// Files that are read and replaced whole, on local and network file systems. Blocks.
#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/bytes.hpp"
#include "base/result.hpp"

namespace mcs::directory {

// The name of a file that is being written: never one that is read.
bool is_temporary(std::string_view name);

// NotFound if there is no such file.
Result<Bytes> read_file(const std::filesystem::path& file);

// A reader sees the old content or the new, and the new is on disk when this returns. Any number of
// writers, on any number of machines, may do it at once. NotFound if the directory has gone.
Result<void> replace_file(const std::filesystem::path& file, std::string_view content);

// One that is there already is as good.
Result<void> make_directory(const std::filesystem::path& directory);

// Makes the names in a directory durable.
Result<void> sync_directory(const std::filesystem::path& directory);

// Removes what writers that died left behind: temporary files older than any write takes.
void remove_stale_files(const std::filesystem::path& directory, std::chrono::seconds age);

// A directory of files and all that is in it; none is not an error. Something that others put there
// at the same time may stay.
Result<void> remove_directory(const std::filesystem::path& directory);

}  // namespace mcs::directory
