#include "web_app.hpp"

#include <utility>

#include "net/problem.hpp"
#include "web_assets.hpp"

namespace mcs::app {

namespace {

std::vector<net::Asset> built_in_assets() {
  std::vector<net::Asset> assets;
  for (const EmbeddedFile& file : embedded_files())
    assets.push_back({.path = std::string(file.path),
                      .content_type = std::string(net::content_type_of(file.path)),
                      .identity = file.identity,
                      .gzip = file.gzip,
                      .brotli = file.brotli,
                      .etag = std::string(file.hash.substr(0, 32)),
                      .immutable = file.path.starts_with("/assets/")});
  return assets;
}

boost::asio::awaitable<net::Response> respond(std::shared_ptr<const net::StaticFiles> files,
                                              const net::Request& request) {
  co_return files->respond(request);
}

}  // namespace

Result<WebApp> WebApp::load(const std::filesystem::path& root) {
  WebApp app;
  if (root.empty()) {
    app.files_ = std::make_shared<const net::StaticFiles>(built_in_assets());
    return app;
  }
  auto directory = net::AssetDirectory::load(root);
  if (!directory) return fail(directory.error());
  app.directory_ = std::make_shared<const net::AssetDirectory>(*std::move(directory));
  app.files_ = std::make_shared<const net::StaticFiles>(app.directory_->assets());
  return app;
}

void WebApp::add_routes(net::Router& router) const {
  router.add(net::http::verb::get, "/{path*}",
             [directory = directory_, files = files_](net::Request& request, net::RequestBody&) {
               return respond(files, request);
             });
}

}  // namespace mcs::app
