// A participant's answers packed into one value of a result store: 5,000 of them would be 5,000
// rows.
#pragma once

#include <vector>

#include "base/bytes.hpp"
#include "domain/result.hpp"

namespace mcs::domain {

Bytes pack_answers(const std::vector<AnswerResult>& answers);
// Corrupt for what pack_answers() did not write.
Result<std::vector<AnswerResult>> unpack_answers(std::string_view packed);

}  // namespace mcs::domain
