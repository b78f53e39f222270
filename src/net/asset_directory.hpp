// A directory's files read into memory as assets: how the web app is served while it is developed.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "net/static_files.hpp"

namespace mcs::net {

class AssetDirectory {
 public:
  // Files named like another with .gz or .br behind are its encodings. What lies below
  // `immutable_below` has its content's hash in its name.
  static Result<AssetDirectory> load(const std::filesystem::path& root,
                                     std::string_view immutable_below = "/assets/");

  // Valid as long as this is.
  const std::vector<Asset>& assets() const { return assets_; }

 private:
  std::string_view read(const std::filesystem::path& file);

  std::vector<std::unique_ptr<std::string>> contents_;
  std::vector<Asset> assets_;
};

// By the path's extension; "application/octet-stream" if unknown.
std::string_view content_type_of(std::string_view path);

}  // namespace mcs::net
