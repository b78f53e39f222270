// One process at a time: a lock that the operating system takes back from a process that dies.
#pragma once

#include <filesystem>

#include "base/result.hpp"

namespace mcs::sqlite {

// Held as long as the object lives. The file beside what it guards stays there: deleting it would
// let two processes lock two files of the same name.
class FileLock {
 public:
  // Unavailable, naming the process that has it, if another holds it.
  static Result<FileLock> acquire(const std::filesystem::path& file);
  FileLock(FileLock&& other) noexcept;
  FileLock& operator=(FileLock&&) = delete;
  ~FileLock();

 private:
  explicit FileLock(int descriptor) : descriptor_(descriptor) {}

  int descriptor_;
};

}  // namespace mcs::sqlite
