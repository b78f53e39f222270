// A participant's answers packed into one database value: 5,000 of them would be 5,000 rows.
#pragma once

#include <vector>

#include "base/bytes.hpp"
#include "domain/result.hpp"

namespace mcs::sqlite {

Bytes pack_answers(const std::vector<domain::AnswerResult>& answers);
// Corrupt for what pack_answers() did not write.
Result<std::vector<domain::AnswerResult>> unpack_answers(std::string_view packed);

}  // namespace mcs::sqlite
