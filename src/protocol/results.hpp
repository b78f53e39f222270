// Results as `GET /speedruns/{quiz_id}/results` gives them; the shapes are those of
// docs/protocol/openapi.yaml.
#pragma once

#include <string>

#include "base/result.hpp"
#include "domain/result.hpp"

namespace mcs::protocol {

std::string results_json(const domain::SpeedrunResult& result);
// RFC 4180, one line a participant, UTF-8 with a byte order mark so that spreadsheets see it. Cells
// that a spreadsheet would take for a formula are quoted with an apostrophe (OWASP CSV injection).
std::string results_csv(const domain::SpeedrunResult& result);

// Reads what results_json wrote; ErrorCode::Corrupt for anything else.
Result<domain::SpeedrunResult> read_results_json(std::string_view json);

}  // namespace mcs::protocol
