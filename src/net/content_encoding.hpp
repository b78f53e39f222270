// Which of the stored encodings of a file to send (RFC 9110, section 12.5.3).
#pragma once

#include <cstdint>
#include <string_view>

namespace mcs::net {

enum class ContentEncoding : std::uint8_t { Identity, Gzip, Brotli };

std::string_view name(ContentEncoding encoding);

// The client's favourite among those there are; of equals the smallest, which is Brotli's. Identity
// if nothing suits: better that than nothing.
ContentEncoding choose_encoding(std::string_view accept_encoding, bool has_gzip, bool has_brotli);

}  // namespace mcs::net
