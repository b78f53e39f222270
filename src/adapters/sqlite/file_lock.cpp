#include "adapters/sqlite/file_lock.hpp"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <string>
#include <sys/file.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace mcs::sqlite {

namespace {

std::string holder(int descriptor) {
  std::array<char, 32> text{};
  const ssize_t size = ::pread(descriptor, text.data(), text.size(), 0);
  return size > 0 ? "process " + std::string(text.data(), static_cast<std::size_t>(size))
                  : "another process";
}

}  // namespace

Result<FileLock> FileLock::acquire(const std::filesystem::path& file) {
  const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (descriptor < 0)
    return fail(ErrorCode::Unavailable,
                "cannot open " + file.string() + ": " + std::generic_category().message(errno));
  FileLock lock(descriptor);
  if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0)
    return fail(ErrorCode::Unavailable, file.string() + " is locked by " + holder(descriptor));
  // For the message above only: that it cannot be written on a full disk is no reason to stop.
  const std::string pid = std::to_string(::getpid());
  if (::ftruncate(descriptor, 0) == 0)
    std::ignore = ::pwrite(descriptor, pid.data(), pid.size(), 0);
  return lock;
}

FileLock::FileLock(FileLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

FileLock::~FileLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace mcs::sqlite
