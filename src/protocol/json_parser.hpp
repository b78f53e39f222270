// JSON text to values, with bounds fit for text that strangers send. Knows no packet.
#pragma once

#include <boost/json/storage_ptr.hpp>
#include <boost/json/value.hpp>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

namespace mcs::protocol {

inline constexpr std::size_t max_json_depth = 16;
// An object's members are found by an unsalted hash, which colliding keys make quadratic.
inline constexpr std::size_t max_json_members = 64;

// Why a text is not JSON, or not within bounds.
struct JsonFault {
  std::size_t offset;  // Where, in bytes.
  std::string message;
};

// Strict RFC 8259 in valid UTF-8, nothing after the value. Of members with the same key the last
// counts. The value lives in `memory`.
std::expected<boost::json::value, JsonFault> parse_json(std::string_view text,
                                                        boost::json::storage_ptr memory);

// The integer that a number stands for: 3, and as in JSON Schema also 3.0 and 3e0.
std::optional<std::int64_t> as_integer(const boost::json::value& value);

}  // namespace mcs::protocol
