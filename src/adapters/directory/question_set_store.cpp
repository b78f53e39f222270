#include "adapters/directory/question_set_store.hpp"

#include <algorithm>
#include <system_error>

#include "adapters/directory/files.hpp"
#include "ports/completion.hpp"

namespace mcs::directory {

namespace fs = std::filesystem;
using ports::Async;

namespace {

// On another machine a directory may be removed while a file is written into it (ENOENT, or ESTALE
// over NFS), and a file replaced while it is read here (ESTALE): such accidents do not repeat
// themselves for ever.
constexpr int attempts = 5;
constexpr std::chrono::hours stale_age{1};
constexpr std::size_t longest_hash = 128;

// What is accepted here becomes a file name.
bool is_content_hash(std::string_view text) {
  const auto is_hex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
  return !text.empty() && text.size() <= longest_hash && std::ranges::all_of(text, is_hex);
}

Result<fs::path> directory_of(const fs::path& root, SpeedrunId id) {
  if (!AccessCode::parse(id.text())) return fail(ErrorCode::NotFound, "there is no such speedrun");
  return root / id.text();
}

Result<fs::path> file_of(const fs::path& root, SpeedrunId id, std::string_view hash) {
  auto directory = directory_of(root, id);
  if (!directory) return directory;
  if (!is_content_hash(hash)) return fail(ErrorCode::NotFound, "a content hash is hexadecimal");
  return *directory / (std::string(hash) + ".json");
}

}  // namespace

Result<std::unique_ptr<DirectoryQuestionSetStore>> DirectoryQuestionSetStore::open(fs::path root) {
  std::error_code error;
  fs::create_directories(root, error);
  if (error)
    return fail(ErrorCode::Unavailable,
                "cannot make the directory " + root.string() + ": " + error.message());
  return std::unique_ptr<DirectoryQuestionSetStore>(new DirectoryQuestionSetStore(std::move(root)));
}

DirectoryQuestionSetStore::DirectoryQuestionSetStore(fs::path root) : root_(std::move(root)) {}

DirectoryQuestionSetStore::~DirectoryQuestionSetStore() {
  threads_.join();
}

Async<void> DirectoryQuestionSetStore::put(SpeedrunId id, std::string content_hash, Bytes content) {
  return ports::run_on<void>(threads_.get_executor(),
                             [this, id, hash = std::move(content_hash),
                              content = std::move(content)] { return write(id, hash, content); });
}

Async<Bytes> DirectoryQuestionSetStore::get(SpeedrunId id, std::string content_hash) {
  return ports::run_on<Bytes>(threads_.get_executor(), [this, id, hash = std::move(content_hash)] {
    return read(id, hash);
  });
}

Async<void> DirectoryQuestionSetStore::remove(SpeedrunId id) {
  return ports::run_on<void>(threads_.get_executor(), [this, id] { return erase(id); });
}

Result<void> DirectoryQuestionSetStore::write(SpeedrunId id, std::string_view content_hash,
                                              std::string_view content) const {
  const auto file = file_of(root_, id, content_hash);
  if (!file) return fail(file.error());
  Result<void> done;
  for (int attempt = 0; attempt < attempts; ++attempt) {
    done = make_directory(file->parent_path());
    if (done) done = replace_file(*file, content);
    if (done) break;
  }
  // Whoever made the directory may have died before its name was durable.
  if (done) done = sync_directory(root_);
  if (!done) return fail(ErrorCode::Unavailable, done.error().detail);
  remove_stale_files(file->parent_path(), stale_age);
  return {};
}

Result<Bytes> DirectoryQuestionSetStore::read(SpeedrunId id, std::string_view content_hash) const {
  const auto file = file_of(root_, id, content_hash);
  if (!file) return fail(file.error());
  Result<Bytes> content;
  for (int attempt = 0; attempt < attempts; ++attempt) {
    content = read_file(*file);
    if (content || content.error().code == ErrorCode::NotFound) break;
  }
  return content;
}

Result<void> DirectoryQuestionSetStore::erase(SpeedrunId id) const {
  const auto directory = directory_of(root_, id);
  if (!directory) return fail(directory.error());
  return remove_directory(*directory);
}

}  // namespace mcs::directory
