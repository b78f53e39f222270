// Files served from memory: content negotiation, conditional requests and caching headers. Knows no
// file system: a path is looked up in a table, so none leads anywhere else.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "net/http_message.hpp"

namespace mcs::net {

// The bytes outlive the server.
struct Asset {
  std::string path;  // As requested: "/assets/app-3f2a.js".
  std::string content_type;
  std::string_view identity;
  std::string_view gzip{};  // Empty: there is none.
  std::string_view brotli{};
  std::string etag;        // Of the content; without quotes.
  bool immutable = false;  // The path changes with the content.
};

// A strong validator for the bytes: the beginning of their SHA-256, in hexadecimal.
std::string content_etag(std::string_view bytes);

struct StaticFilesOptions {
  // Served for "/", and to browsers for any page that the web app's own router knows: a path
  // without a file extension. Empty: there is none.
  std::string app_shell = "/index.html";
  std::string content_security_policy =
      "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; "
      "form-action 'self'; frame-ancestors 'none'";
};

class StaticFiles {
 public:
  explicit StaticFiles(std::vector<Asset> assets, StaticFilesOptions options = {});

  // To a GET or HEAD request: the file, 304 or a 404 problem.
  Response respond(const Request& request) const;

 private:
  const Asset* find(const Request& request) const;

  std::unordered_map<std::string, Asset> assets_;  // By path.
  StaticFilesOptions options_;
};

}  // namespace mcs::net
