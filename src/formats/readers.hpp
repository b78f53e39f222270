// One reader per format. Each tells the collector every question of the file, in order.
#pragma once

#include <boost/json/value.hpp>
#include <string_view>

#include "formats/collector.hpp"

namespace mcs::formats {

// These take what decode_text() gives.
void read_csv(std::string_view text, Collector& collector);
void read_aiken(std::string_view text, Collector& collector);
void read_gift(std::string_view text, Collector& collector);
void read_moodle_xml(std::string_view text, Collector& collector);

// Whether a file may be in the format: cheap, and true of every file that its reader makes sense
// of.
bool looks_like_csv(std::string_view text);
bool looks_like_aiken(std::string_view text);
bool looks_like_gift(std::string_view text);
bool looks_like_open_trivia_db(const boost::json::value& root);

// An answer of the Open Trivia Database's API, or the questions out of one or several.
void read_open_trivia_db(const boost::json::value& root, Collector& collector);

}  // namespace mcs::formats
