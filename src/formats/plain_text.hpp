// HTML to the plain text that a quiz shows.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace mcs::formats {

enum class Newlines : std::uint8_t { Keep, Collapse };

struct PlainText {
  std::string text;
  bool media_left_out;  // Pictures, sound, and whatever else no text can show.
};

// Tags go, entities become characters; paragraphs and <br> become line ends, and powers and indices
// stay what they are: 2<sup>10</sup> is 2¹⁰. What is preformatted keeps its lines and indents. Of
// pictures alone it is what they say of themselves. Anything is HTML: what makes no sense stays as
// it is.
PlainText plain_text(std::string_view html, Newlines newlines);

// Only the entities (of HTML 4, which PHP's htmlentities() writes, and numeric ones).
std::string decode_entities(std::string_view text);

}  // namespace mcs::formats
