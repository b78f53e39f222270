#include "protocol/client_packets.hpp"

#include <algorithm>
#include <array>
#include <boost/json/monotonic_resource.hpp>
#include <fmt/format.h>

#include "protocol/json_parser.hpp"
#include "protocol/payload_reader.hpp"

namespace mcs::protocol {

namespace json = boost::json;

namespace {

ClientPacket read_participant_config(PayloadReader& in) {
  return ParticipantConfig{.name = in.participant_name()};
}
ClientPacket read_request_host_questions(PayloadReader&) {
  return RequestHostQuestions{};
}
ClientPacket read_host_config(PayloadReader& in) {
  return HostConfig{.quiz_name = in.quiz_name(),
                    .categories = in.categories(),
                    .question_duration = in.question_duration(),
                    .selected_questions = in.selected_questions()};
}
ClientPacket read_request_participant_question(PayloadReader& in) {
  return RequestParticipantQuestion{.question = in.question_index()};
}
ClientPacket read_participant_answer(PayloadReader& in) {
  return ParticipantAnswer{.question = in.question_index(),
                           .selected = in.selected_options(),
                           .claimed = in.answer_duration()};
}
ClientPacket read_participant_answer_timeout(PayloadReader& in) {
  return ParticipantAnswerTimeout{.question = in.question_index()};
}
ClientPacket read_host_end(PayloadReader&) {
  return HostEnd{};
}
ClientPacket read_host_lock_lobby(PayloadReader& in) {
  return HostLockLobby{.locked = in.locked()};
}
ClientPacket read_host_kick(PayloadReader& in) {
  return HostKick{.user = in.user_id()};
}
ClientPacket read_host_extra_time(PayloadReader& in) {
  return HostExtraTime{.user = in.user_id(), .extra_time = in.extra_time()};
}

struct Kind {
  std::string_view type;
  Role sender;
  ClientPacket (*read)(PayloadReader&);
};

// In the order of ClientPacket's alternatives.
constexpr std::array<Kind, std::variant_size_v<ClientPacket>> kinds{{
    {"PARTICIPANT-CONFIG", Role::Participant, read_participant_config},
    {"REQUEST-HOST-QUESTIONS", Role::Host, read_request_host_questions},
    {"HOST-CONFIG", Role::Host, read_host_config},
    {"REQUEST-PARTICIPANT-QUESTION", Role::Participant, read_request_participant_question},
    {"PARTICIPANT-ANSWER", Role::Participant, read_participant_answer},
    {"PARTICIPANT-ANSWER-TIMEOUT", Role::Participant, read_participant_answer_timeout},
    {"HOST-END", Role::Host, read_host_end},
    {"HOST-LOCK-LOBBY", Role::Host, read_host_lock_lobby},
    {"HOST-KICK", Role::Host, read_host_kick},
    {"HOST-EXTRA-TIME", Role::Host, read_host_extra_time},
}};

std::unexpected<Refusal> refuse(std::string detail, std::string_view about = {}) {
  return std::unexpected(Refusal{Error{ErrorCode::InvalidPacket, std::move(detail)}, about});
}

}  // namespace

std::string_view type_name(const ClientPacket& packet) {
  return kinds[packet.index()].type;
}

Role sender(const ClientPacket& packet) {
  return kinds[packet.index()].sender;
}

std::expected<ClientPacket, Refusal> decode(std::string_view text) {
  // Enough for what participants send: their packets are decoded without allocating.
  std::array<unsigned char, 4096> buffer;
  json::monotonic_resource memory(buffer.data(), buffer.size());
  const auto root = parse_json(text, &memory);
  if (!root)
    return refuse(fmt::format("the frame is not a JSON text: {} (at byte {})", root.error().message,
                              root.error().offset));
  const json::object* packet = root->if_object();
  if (packet == nullptr) return refuse("a packet is an object with the members type and payload");

  const json::value* type = packet->if_contains("type");
  if (type == nullptr || !type->is_string()) return refuse("type is missing or not a string");
  const auto kind = std::ranges::find(kinds, std::string_view(type->get_string()), &Kind::type);
  if (kind == kinds.end()) return refuse("type is none that a client may send");

  const json::value* payload = packet->if_contains("payload");
  if (payload == nullptr || !payload->is_object())
    return refuse("payload must be an object, also where it has no members", kind->type);
  PayloadReader in(payload->get_object());
  ClientPacket decoded = kind->read(in);
  if (in.error()) return std::unexpected(Refusal{*in.error(), kind->type});
  return decoded;
}

}  // namespace mcs::protocol
