// The encodings that AWS's protocols ask for.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.hpp"

namespace mcs::aws {

// In lower-case hexadecimal.
std::string sha256(std::string_view content);

// RFC 4648, padded.
std::string to_base64(std::string_view bytes);
// Nothing if the text is not base64.
std::optional<Bytes> from_base64(std::string_view text);

}  // namespace mcs::aws
