// The web app as the server gives it out: the one built into the binary, or a directory's.
#pragma once

#include <filesystem>
#include <memory>

#include "base/result.hpp"
#include "net/asset_directory.hpp"
#include "net/router.hpp"
#include "net/static_files.hpp"

namespace mcs::app {

class WebApp {
 public:
  // An empty `root` means the built-in one.
  static Result<WebApp> load(const std::filesystem::path& root);

  // Everything that no other route answers.
  void add_routes(net::Router& router) const;

 private:
  std::shared_ptr<const net::AssetDirectory> directory_;  // Null for the built-in one.
  std::shared_ptr<const net::StaticFiles> files_;
};

}  // namespace mcs::app
