#include "net/asset_directory.hpp"

#include <array>
#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>

namespace mcs::net {

namespace fs = std::filesystem;

std::string_view content_type_of(std::string_view path) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 16> types{{
      {".html", "text/html; charset=utf-8"},
      {".js", "text/javascript; charset=utf-8"},
      {".mjs", "text/javascript; charset=utf-8"},
      {".css", "text/css; charset=utf-8"},
      {".json", "application/json"},
      {".map", "application/json"},
      {".webmanifest", "application/manifest+json"},
      {".svg", "image/svg+xml"},
      {".png", "image/png"},
      {".jpg", "image/jpeg"},
      {".webp", "image/webp"},
      {".ico", "image/x-icon"},
      {".woff2", "font/woff2"},
      {".wasm", "application/wasm"},
      {".txt", "text/plain; charset=utf-8"},
      {".xml", "application/xml"},
  }};
  for (const auto& [extension, type] : types)
    if (path.ends_with(extension)) return type;
  return "application/octet-stream";
}

Result<AssetDirectory> AssetDirectory::load(const fs::path& root,
                                            std::string_view immutable_below) {
  std::error_code error;
  fs::recursive_directory_iterator files(root, error);
  if (error)
    return fail(ErrorCode::Unavailable, "cannot read " + root.string() + ": " + error.message());

  AssetDirectory directory;
  for (; files != fs::recursive_directory_iterator(); files.increment(error)) {
    const fs::path& file = files->path();
    if (!files->is_regular_file(error) || file.extension() == ".gz" || file.extension() == ".br")
      continue;
    Asset asset;
    asset.path = '/' + file.lexically_relative(root).generic_string();
    asset.content_type = content_type_of(asset.path);
    asset.identity = directory.read(file);
    asset.gzip = directory.read(file.string() + ".gz");
    asset.brotli = directory.read(file.string() + ".br");
    asset.etag = content_etag(asset.identity);
    asset.immutable = asset.path.starts_with(immutable_below);
    directory.assets_.push_back(std::move(asset));
  }
  return directory;
}

// Empty if there is no such file.
std::string_view AssetDirectory::read(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return {};
  contents_.push_back(std::make_unique<std::string>(std::istreambuf_iterator<char>(in),
                                                    std::istreambuf_iterator<char>()));
  return *contents_.back();
}

}  // namespace mcs::net
