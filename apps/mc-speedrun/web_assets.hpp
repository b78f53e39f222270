// The web app's files, built into the binary.
#pragma once

#include <span>
#include <string_view>

namespace mcs::app {

struct EmbeddedFile {
  std::string_view path;  // As in the URL, "/index.html".
  std::string_view identity;
  std::string_view gzip;    // Empty if there is none.
  std::string_view brotli;  // Empty if there is none.
  std::string_view hash;    // Hexadecimal, of the content.
};

// Empty in a build without the web app.
std::span<const EmbeddedFile> embedded_files();

}  // namespace mcs::app
