#include "adapters/directory/files.hpp"

#include <cerrno>
#include <fcntl.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

#include "base/assert.hpp"
#include "base/ids.hpp"

namespace mcs::directory {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view temporary_prefix = ".writing-";

class FileDescriptor {
 public:
  FileDescriptor(const fs::path& path, int flags)
      : value_(::open(path.c_str(), flags | O_CLOEXEC, 0644)) {}
  ~FileDescriptor() { close(); }
  FileDescriptor(const FileDescriptor&) = delete;
  FileDescriptor& operator=(const FileDescriptor&) = delete;

  explicit operator bool() const { return value_ >= 0; }
  int get() const { return value_; }
  // False if the file system reports only now that a write failed, as NFS may.
  bool close() { return value_ < 0 || ::close(std::exchange(value_, -1)) == 0; }

 private:
  int value_;
};

std::unexpected<Error> failure(std::string_view doing, const fs::path& path) {
  const int error = errno;
  const auto code = error == ENOENT ? ErrorCode::NotFound : ErrorCode::Unavailable;
  return fail(code, "cannot " + std::string(doing) + ' ' + path.filename().string() + ": " +
                        std::generic_category().message(error));
}

bool write_all(int file, std::string_view content) {
  while (!content.empty()) {
    const ssize_t written = ::write(file, content.data(), content.size());
    if (written >= 0)
      content.remove_prefix(static_cast<std::size_t>(written));
    else if (errno != EINTR)
      return false;
  }
  return true;
}

// Unique among all writers, wherever they run.
fs::path temporary_beside(const fs::path& file) {
  UserId::rep random = 0;
  MCS_ASSERT(getrandom(&random, sizeof random, 0) == sizeof random);
  return file.parent_path() / (std::string(temporary_prefix) + to_string(UserId{random}));
}

Result<void> write_new_file(const fs::path& path, std::string_view content) {
  FileDescriptor file(path, O_WRONLY | O_CREAT | O_EXCL);
  if (!file) return failure("create", path);
  if (!write_all(file.get(), content) || ::fsync(file.get()) != 0 || !file.close())
    return failure("write", path);
  return {};
}

}  // namespace

bool is_temporary(std::string_view name) {
  return name.starts_with(temporary_prefix);
}

Result<Bytes> read_file(const fs::path& path) {
  const FileDescriptor file(path, O_RDONLY);
  if (!file) return failure("open", path);
  struct stat about{};
  if (::fstat(file.get(), &about) != 0) return failure("read", path);
  Bytes content(static_cast<std::size_t>(about.st_size), '\0');
  std::size_t size = 0;
  while (size < content.size()) {
    const ssize_t got = ::read(file.get(), content.data() + size, content.size() - size);
    if (got < 0 && errno != EINTR) return failure("read", path);
    if (got == 0) return fail(ErrorCode::Corrupt, path.filename().string() + " was cut short");
    if (got > 0) size += static_cast<std::size_t>(got);
  }
  return content;
}

Result<void> replace_file(const fs::path& file, std::string_view content) {
  const fs::path temporary = temporary_beside(file);
  auto done = write_new_file(temporary, content);
  if (done && ::rename(temporary.c_str(), file.c_str()) != 0) done = failure("rename", temporary);
  if (!done) {
    ::unlink(temporary.c_str());
    return done;
  }
  return sync_directory(file.parent_path());
}

Result<void> make_directory(const fs::path& directory) {
  if (::mkdir(directory.c_str(), 0755) != 0 && errno != EEXIST) return failure("make", directory);
  return {};
}

Result<void> sync_directory(const fs::path& path) {
  const FileDescriptor directory(path, O_RDONLY | O_DIRECTORY);
  if (!directory || ::fsync(directory.get()) != 0) return failure("sync", path);
  return {};
}

void remove_stale_files(const fs::path& directory, std::chrono::seconds age) {
  const auto newest = fs::file_time_type::clock::now() - age;
  std::error_code error;
  for (fs::directory_iterator it(directory, error), end; !error && it != end; it.increment(error)) {
    if (!is_temporary(it->path().filename().native())) continue;
    // Whoever else removes it at the same time does the same work.
    std::error_code gone;
    const auto written = it->last_write_time(gone);
    if (!gone && written < newest) fs::remove(it->path(), gone);
  }
}

Result<void> remove_directory(const fs::path& directory) {
  std::error_code error;
  for (fs::directory_iterator it(directory, error), end; !error && it != end; it.increment(error))
    if (::unlink(it->path().c_str()) != 0 && errno != ENOENT) return failure("remove", it->path());
  // Not empty: something was put meanwhile, or NFS still keeps a file that somebody has open.
  if (::rmdir(directory.c_str()) != 0 && errno != ENOENT && errno != ENOTEMPTY)
    return failure("remove", directory);
  return {};
}

}  // namespace mcs::directory
