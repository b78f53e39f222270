#include "data_directory.hpp"

#include <system_error>
#include <unistd.h>

#include "adapters/directory/files.hpp"
#include "base/bytes.hpp"
#include "services/tokens.hpp"

namespace mcs::app {

namespace fs = std::filesystem;

Result<void> prepare_data_directory(const fs::path& directory) {
  std::error_code error;
  const bool made = fs::create_directories(directory, error);
  if (error)
    return fail(ErrorCode::Unavailable,
                "the data directory " + directory.string() + " cannot be made: " + error.message());
  if (made) fs::permissions(directory, fs::perms::owner_all, error);
  if (access(directory.c_str(), W_OK | X_OK) != 0)
    return fail(ErrorCode::Unavailable,
                "the data directory " + directory.string() + " cannot be written");
  return {};
}

Result<std::string> load_or_make_token_key(const fs::path& directory, ports::Random& random) {
  const fs::path file = directory / "token.key";
  std::error_code error;
  if (fs::exists(file, error)) {
    auto key = directory::read_file(file);
    if (!key) return fail(key.error());
    if (key->size() < services::Tokens::min_key_size)
      return fail(ErrorCode::Corrupt, file.string() +
                                          " is too short for a key; remove it to get a "
                                          "new one (all tokens become invalid)");
    return key;
  }
  Bytes key;
  ByteWriter out(key);
  for (int i = 0; i < 8; ++i) out.fixed64(random.next());
  if (const auto written = directory::replace_file(file, key); !written)
    return fail(written.error());
  return key;
}

}  // namespace mcs::app
