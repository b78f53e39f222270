#include "net/websocket_upgrade.hpp"

#include <algorithm>
#include <array>
#include <openssl/evp.h>

#include "base/assert.hpp"
#include "net/header_list.hpp"
#include "net/problem.hpp"

namespace mcs::net {

namespace {

constexpr std::string_view version = "13";
// RFC 6455, section 1.3: proves that the server understood the handshake.
constexpr std::string_view accept_guid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

bool lists(const Request& request, std::string_view name, std::string_view wanted) {
  return std::ranges::any_of(
      list_elements(request.headers, name),
      [wanted](std::string_view element) { return equals_ignoring_case(element, wanted); });
}

// 16 bytes in base64: 22 characters and two of padding.
bool is_valid_key(std::string_view key) {
  constexpr std::string_view alphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  return key.size() == 24 && key.ends_with("==") &&
         key.find_first_not_of(alphabet) == key.size() - 2;
}

std::string accept_value(std::string_view key) {
  const std::string source = std::string(key).append(accept_guid);
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  MCS_ASSERT(EVP_Digest(source.data(), source.size(), digest.data(), &size, EVP_sha1(), nullptr));
  std::array<unsigned char, 32> encoded{};
  const int length = EVP_EncodeBlock(encoded.data(), digest.data(), static_cast<int>(size));
  return {encoded.begin(), encoded.begin() + length};
}

Response upgrade_required(std::string detail) {
  Response response = make_problem({ErrorCode::UpgradeRequired, std::move(detail)});
  response.headers.set("Upgrade", "websocket");
  response.headers.set(http::field::connection, "Upgrade");
  response.headers.set(http::field::sec_websocket_version, version);
  return response;
}

}  // namespace

std::vector<std::string_view> offered_subprotocols(const Request& request) {
  return list_elements(request.headers, "Sec-WebSocket-Protocol");
}

std::optional<Response> refuse_handshake(const Request& request) {
  if (!lists(request, "Connection", "upgrade") || !lists(request, "Upgrade", "websocket"))
    return upgrade_required("send a WebSocket handshake");
  if (request.header(http::field::sec_websocket_version) != version)
    return upgrade_required("only version 13 of the WebSocket protocol is spoken");
  const auto keys = request.headers.count(http::field::sec_websocket_key);
  if (keys != 1 || !is_valid_key(request.header(http::field::sec_websocket_key)))
    return make_problem({ErrorCode::BadRequest, "Sec-WebSocket-Key is not 16 bytes in base64"});
  return std::nullopt;
}

std::string handshake_response(const Request& request, std::string_view subprotocol) {
  std::string response =
      "HTTP/1.1 101 Switching Protocols\r\n"
      "Upgrade: websocket\r\n"
      "Connection: Upgrade\r\n"
      "Sec-WebSocket-Accept: ";
  response += accept_value(request.header(http::field::sec_websocket_key));
  response += "\r\n";
  if (!subprotocol.empty()) {
    MCS_ASSERT(std::ranges::count(offered_subprotocols(request), subprotocol) > 0);
    response.append("Sec-WebSocket-Protocol: ").append(subprotocol).append("\r\n");
  }
  response += "\r\n";
  return response;
}

}  // namespace mcs::net
