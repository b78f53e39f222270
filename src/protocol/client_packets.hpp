// What clients may say, decoded. The words on the wire are those of docs/protocol/.
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/ids.hpp"
#include "base/result.hpp"
#include "domain/extra_time.hpp"
#include "domain/option_set.hpp"
#include "domain/time.hpp"

namespace mcs::protocol {

enum class Role : std::uint8_t { Host, Participant };

struct ParticipantConfig {
  std::string name;  // As sent: the seat's rules are the domain's.
};
struct RequestHostQuestions {};
struct HostConfig {
  std::string quiz_name;
  std::vector<std::string> categories;
  domain::Duration question_duration;
  std::vector<std::uint16_t> selected_questions;  // Ascending, not empty.
};
struct RequestParticipantQuestion {
  QuestionIndex question;
};
struct ParticipantAnswer {
  QuestionIndex question;
  domain::OptionSet selected;
  domain::Duration claimed;  // Negative claims are 0, absurd ones an hour.
};
struct ParticipantAnswerTimeout {
  QuestionIndex question;
};
struct HostEnd {};
struct HostLockLobby {
  bool locked;
};
struct HostKick {
  UserId user;
};
struct HostExtraTime {
  UserId user;
  domain::ExtraTime extra_time;
};

using ClientPacket =
    std::variant<ParticipantConfig, RequestHostQuestions, HostConfig, RequestParticipantQuestion,
                 ParticipantAnswer, ParticipantAnswerTimeout, HostEnd, HostLockLobby, HostKick,
                 HostExtraTime>;

// The wire's name, e.g. "PARTICIPANT-ANSWER".
std::string_view type_name(const ClientPacket& packet);
// Who may send it; from anyone else it is refused with ErrorCode::Forbidden.
Role sender(const ClientPacket& packet);

// Why a text frame is no packet.
struct Refusal {
  Error error;             // InvalidPacket, or a code closer to the member that is wrong.
  std::string_view about;  // The packet's wire name where it is a known one, otherwise empty.
};

// Accepts members in any order and ignores unknown ones. Never throws.
std::expected<ClientPacket, Refusal> decode(std::string_view text);

}  // namespace mcs::protocol
