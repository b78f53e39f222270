// Log entries as bytes. An entry is what one instance appended at once: one or more inputs, all or
// nothing. The decoder accepts only what step() can take; anything else is ErrorCode::Corrupt.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "domain/input.hpp"

namespace mcs::domain {

// `inputs` is not empty, and all come from the same instance.
Bytes encode_entry(std::span<const Input> inputs);

Result<std::vector<Input>> decode_entry(std::string_view bytes);

}  // namespace mcs::domain
