#include "net/static_files.hpp"

#include <algorithm>
#include <array>
#include <openssl/evp.h>
#include <utility>

#include "base/assert.hpp"
#include "net/content_encoding.hpp"
#include "net/header_list.hpp"
#include "net/problem.hpp"

namespace mcs::net {

namespace {

constexpr std::size_t etag_bytes = 16;

// A representation's own: two encodings of a file are different bytes.
std::string quoted_etag(const Asset& asset, ContentEncoding encoding) {
  std::string etag = '"' + asset.etag;
  if (encoding != ContentEncoding::Identity) etag.append("-").append(name(encoding));
  return etag += '"';
}

std::string_view bytes_of(const Asset& asset, ContentEncoding encoding) {
  switch (encoding) {
    case ContentEncoding::Gzip: return asset.gzip;
    case ContentEncoding::Brotli: return asset.brotli;
    case ContentEncoding::Identity: break;
  }
  return asset.identity;
}

// If-None-Match compares weakly: W/"x" matches "x".
bool none_match_fails(const Request& request, std::string_view etag) {
  return std::ranges::any_of(list_elements(request.headers, "If-None-Match"),
                             [etag](std::string_view candidate) {
                               if (candidate.starts_with("W/")) candidate.remove_prefix(2);
                               return candidate == etag || candidate == "*";
                             });
}

// Whether a browser asks for a page, not for something that a page needs.
bool wants_page(const Request& request) {
  const std::string_view last = std::string_view(request.path).substr(request.path.rfind('/'));
  return last.find('.') == std::string_view::npos &&
         request.header(http::field::accept).find("text/html") != std::string_view::npos;
}

// A script may be a worker's, which is bound by its own policy and not by its page's.
bool is_script(const Asset& asset) {
  return asset.content_type.starts_with("text/javascript");
}

}  // namespace

std::string content_etag(std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  MCS_ASSERT(EVP_Digest(bytes.data(), bytes.size(), digest.data(), nullptr, EVP_sha256(), nullptr));
  std::string etag;
  for (std::size_t i = 0; i < etag_bytes; ++i) {
    etag += "0123456789abcdef"[digest[i] >> 4];
    etag += "0123456789abcdef"[digest[i] & 0xF];
  }
  return etag;
}

StaticFiles::StaticFiles(std::vector<Asset> assets, StaticFilesOptions options)
    : options_(std::move(options)) {
  for (Asset& asset : assets) {
    MCS_ASSERT(asset.path.starts_with('/') && !asset.etag.empty());
    std::string path = asset.path;
    assets_.emplace(std::move(path), std::move(asset));
  }
}

const Asset* StaticFiles::find(const Request& request) const {
  if (const auto place = assets_.find(request.path); place != assets_.end()) return &place->second;
  if (request.path != "/" && !wants_page(request)) return nullptr;
  const auto shell = assets_.find(options_.app_shell);
  return shell == assets_.end() ? nullptr : &shell->second;
}

Response StaticFiles::respond(const Request& request) const {
  const Asset* const asset = find(request);
  if (asset == nullptr) return make_problem({ErrorCode::NotFound, {}});

  const ContentEncoding encoding = choose_encoding(request.header(http::field::accept_encoding),
                                                   !asset->gzip.empty(), !asset->brotli.empty());
  const std::string etag = quoted_etag(*asset, encoding);
  Response response;
  response.headers.set(http::field::etag, etag);
  response.headers.set(http::field::vary, "Accept-Encoding");
  response.headers.set(http::field::cache_control,
                       asset->immutable ? "public, max-age=31536000, immutable" : "no-cache");
  // With a 304 too: its headers replace those that the browser has kept with the page.
  const bool is_page = asset->content_type.starts_with("text/html");
  if (is_page || is_script(*asset))
    response.headers.set("Content-Security-Policy", options_.content_security_policy);
  if (is_page) {
    response.headers.set("X-Frame-Options", "DENY");
    response.headers.set("Cross-Origin-Opener-Policy", "same-origin");
    response.headers.set("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
  }
  if (none_match_fails(request, etag)) {
    response.status = 304;
    return response;
  }
  response.headers.set(http::field::content_type, asset->content_type);
  if (encoding != ContentEncoding::Identity)
    response.headers.set(http::field::content_encoding, name(encoding));
  response.body = bytes_of(*asset, encoding);
  return response;
}

}  // namespace mcs::net
