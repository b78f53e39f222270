// The fields that log entries and snapshots share. Readers fail the ByteReader on values that no
// writer produces.
#pragma once

#include "base/bytes.hpp"
#include "domain/rules.hpp"
#include "domain/speedrun.hpp"
#include "domain/time.hpp"

namespace mcs::domain {

// A SHA-256 in hexadecimal, and room for another kind of hash.
inline constexpr std::size_t max_hash_bytes = 128;
// A UTF-8 code point has at most four bytes.
inline constexpr std::size_t max_name_bytes = 4 * max_name_characters;

void write_duration(ByteWriter& out, Duration duration);
Duration read_duration(ByteReader& in);

// Whether an instant is one that read_instant accepts.
bool is_plausible(Instant instant);
void write_instant(ByteWriter& out, Instant instant);
Instant read_instant(ByteReader& in);

void write_extra_time(ByteWriter& out, ExtraTime extra_time);
ExtraTime read_extra_time(ByteReader& in);

void write_rules(ByteWriter& out, const Rules& rules);
Rules read_rules(ByteReader& in);

void write_settings(ByteWriter& out, const Settings& settings);
Settings read_settings(ByteReader& in);

}  // namespace mcs::domain
