// Reads question sets in the formats that people have, each told by its content. Native sets are
// all or nothing; from the others what is no usable multiple-choice question is skipped with a
// remark.
#pragma once

#include "formats/imported_set.hpp"

namespace mcs::formats {

// `file_name` may be empty; it decides only where the content does not. Never throws; takes time in
// proportion to the content, which is refused unread over protocol::max_question_set_bytes.
Import import_question_set(std::string_view content, std::string_view file_name);

}  // namespace mcs::formats
