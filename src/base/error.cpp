#include "base/error.hpp"

#include <array>

#include "base/assert.hpp"

namespace mcs {
namespace {

struct Row {
  ErrorCode code;
  ErrorFacts facts;
};

using enum ErrorCode;

constexpr std::array<Row, error_code_count> table{{
    {BadRequest, {"bad_request", "The request is malformed.", 400, 0, false}},
    {InvalidPacket, {"invalid_packet", "The packet is malformed.", 400, 0, false}},
    {InvalidQuestionSet, {"invalid_question_set", "The question set has problems.", 400, 0, false}},
    {InvalidName, {"invalid_name", "The name cannot be used.", 400, 0, false}},
    {InvalidSettings, {"invalid_settings", "The settings are not allowed.", 400, 0, false}},
    {InvalidSelection,
     {"invalid_selection", "The selection of questions is not allowed.", 400, 0, false}},
    {InvalidAnswer, {"invalid_answer", "The answer is not allowed.", 400, 0, false}},
    {UnsupportedMediaType,
     {"unsupported_media_type", "The content type is not supported.", 415, 1003, false}},
    {TooLarge, {"too_large", "The request is too large.", 413, 1009, false}},
    {MethodNotAllowed, {"method_not_allowed", "The method is not allowed here.", 405, 0, false}},
    {NotFound, {"not_found", "There is nothing at this address.", 404, 0, false}},
    {NotAcceptable, {"not_acceptable", "No acceptable representation exists.", 406, 0, false}},
    {UpgradeRequired, {"upgrade_required", "This address speaks WebSocket only.", 426, 0, false}},
    {Unauthorized,
     {"unauthorized", "The token is missing, expired or not valid.", 401, 4401, false}},
    {Forbidden, {"forbidden", "This role may not do that.", 403, 0, false}},
    {NotHost, {"not_host", "Only the host may do that.", 403, 0, false}},
    {RateLimited, {"rate_limited", "Too many requests.", 429, 4429, true}},
    {UnknownQuiz, {"unknown_quiz", "No speedrun has this access code.", 404, 4404, false}},
    {QuizFinished, {"quiz_finished", "The speedrun has finished.", 410, 0, false}},
    {AlreadyStarted, {"already_started", "The speedrun has already started.", 409, 0, false}},
    {NotStarted, {"not_started", "The speedrun has not started yet.", 409, 0, true}},
    {LobbyLocked, {"lobby_locked", "The host has locked the lobby.", 423, 0, true}},
    {SpeedrunFull, {"speedrun_full", "The speedrun has no free seat.", 409, 0, true}},
    {NameTaken, {"name_taken", "Another participant has this name.", 409, 0, false}},
    {NameFixed, {"name_fixed", "The name cannot change after the first answer.", 409, 0, false}},
    {NotSeated, {"not_seated", "Choose a name first.", 409, 0, false}},
    {OutOfOrder,
     {"out_of_order", "Questions are asked and answered one after the other.", 409, 0, false}},
    {NoQuestionSet, {"no_question_set", "No question set has been uploaded.", 409, 0, false}},
    {QuestionSetChanged,
     {"question_set_changed", "The question set was replaced meanwhile.", 409, 0, false}},
    {UnknownParticipant,
     {"unknown_participant", "No participant has this user id.", 404, 0, false}},
    {Removed, {"removed", "The host has removed this participant.", 403, 4410, false}},
    {SupersededSession,
     {"superseded", "The seat was taken by a newer connection.", 409, 4409, false}},
    {AlreadyExists, {"already_exists", "It exists already.", 409, 0, false}},
    {ResultsPending, {"results_pending", "The results are not ready yet.", 202, 0, true}},
    {Unavailable, {"unavailable", "A part that this needs cannot be reached.", 503, 1013, true}},
    {Overloaded, {"overloaded", "The server is at its limit.", 503, 1013, true}},
    {Timeout, {"timeout", "The client was too slow.", 408, 4408, true}},
    {Corrupt, {"corrupt", "Stored data cannot be read.", 500, 1011, false}},
    {Internal, {"internal", "The server made a mistake.", 500, 1011, false}},
}};

consteval bool in_order() {
  for (std::size_t i = 0; i < table.size(); ++i)
    if (static_cast<std::size_t>(table[i].code) != i) return false;
  return true;
}
static_assert(in_order(), "table rows stand in the order of ErrorCode");

}  // namespace

const ErrorFacts& facts(ErrorCode code) noexcept {
  const auto index = static_cast<std::size_t>(code);
  MCS_ASSERT(index < table.size());
  return table[index].facts;
}

}  // namespace mcs
