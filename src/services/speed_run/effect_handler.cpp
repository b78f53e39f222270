#include "services/speed_run/effect_handler.hpp"

#include <string_view>

namespace mcs::services {

namespace {

// The packet that an input came from, for the ERROR that refuses it.
struct PacketName {
  std::string_view operator()(const domain::SpeedrunStarted&) const { return "HOST-CONFIG"; }
  std::string_view operator()(const domain::SeatTaken&) const { return "PARTICIPANT-CONFIG"; }
  std::string_view operator()(const domain::QuestionServed&) const {
    return "REQUEST-PARTICIPANT-QUESTION";
  }
  std::string_view operator()(const domain::AnswerSubmitted&) const { return "PARTICIPANT-ANSWER"; }
  std::string_view operator()(const domain::TimeoutReported&) const {
    return "PARTICIPANT-ANSWER-TIMEOUT";
  }
  std::string_view operator()(const domain::ParticipantKicked&) const { return "HOST-KICK"; }
  std::string_view operator()(const domain::ExtraTimeSet&) const { return "HOST-EXTRA-TIME"; }
  template <class Other>
  std::string_view operator()(const Other&) const {
    return {};
  }
};

}  // namespace

std::optional<MemberId> Room::EffectHandler::own_member(InstanceId instance,
                                                        SessionId session) const {
  if (instance != room_.options_.instance) return std::nullopt;
  return room_.members_.find(session);
}

void Room::EffectHandler::operator()(const domain::AnnounceStart&) {
  room_.output_.broadcast(room_.id_, Audience::Everyone, protocol::broadcast_start(room_.speedrun_),
                          Replaceable::No);
  room_.host_summary_.mark();
}

void Room::EffectHandler::operator()(const domain::AnnounceLobby&) {
  room_.members_.for_each(
      [this](MemberId, const Member& member) { room_.send_session_state(member, now_); });
}

void Room::EffectHandler::operator()(const domain::AnnounceSeat& effect) {
  if (room_.members_.host_count() == 0) return;
  room_.changed_seats_.mark(effect.seat);
  room_.participants_.mark();
}

void Room::EffectHandler::operator()(const domain::FinishSpeedrun&) {
  room_.announce_finish(now_);
  room_.members_.for_each([this](MemberId id, const Member&) { room_.unconcluded_.push_back(id); });
}

void Room::EffectHandler::operator()(const domain::ConfirmSeat& effect) {
  if (const auto id = own_member(effect.instance, effect.session)) {
    if (!room_.members_[*id].seat) ++room_.present_here_;
    room_.members_.seat(*id, effect.seat);
    return room_.send_session_state(room_.members_[*id], now_);
  }
  // A participant who came here before this instance knew of the seat taken elsewhere.
  const auto late = room_.members_.find_unseated(room_.speedrun_.seats()[effect.seat].user);
  if (!late || room_.members_[*late].joined_at < input_.at) return;
  room_.take_up_seat(*late, effect.seat, now_);
  room_.send_opening(room_.members_[*late], now_);
}

void Room::EffectHandler::operator()(const domain::SendSessionState& effect) {
  if (const Member* member = room_.members_.holder(effect.seat))
    room_.send_session_state(*member, now_);
}

void Room::EffectHandler::operator()(const domain::SendStart& effect) {
  if (const Member* member = room_.members_.holder(effect.seat))
    room_.output_.send(member->address, protocol::broadcast_start(room_.speedrun_));
}

void Room::EffectHandler::operator()(const domain::SendQuestion& effect) {
  Member* member = room_.members_.holder(effect.seat);
  if (member == nullptr) return;
  // A question that this very input opened is sent now for the first time: its clock starts here.
  if (room_.has_question_set() && member->question != effect.question &&
      room_.speedrun_.opened_at(effect.seat) == input_.at) {
    member->question = effect.question;
    member->question_began = now_;
  }
  room_.send_question(*member, effect.question, now_);
}

void Room::EffectHandler::operator()(const domain::SendAnswerResult& effect) {
  if (const Member* member = room_.members_.holder(effect.seat))
    room_.send_answer_result(*member, effect.question);
}

void Room::EffectHandler::operator()(const domain::CloseSession& effect) {
  if (const auto id = own_member(effect.instance, effect.session))
    room_.output_.close(room_.members_[*id].address, ErrorCode::SupersededSession);
}

void Room::EffectHandler::operator()(const domain::RemoveParticipant& effect) {
  if (room_.members_.host_count() > 0) {
    room_.changed_seats_.mark(effect.seat);
    room_.participants_.mark();
  }
  if (const Member* member = room_.members_.holder(effect.seat))
    room_.output_.close(member->address, ErrorCode::Removed);
}

void Room::EffectHandler::operator()(const domain::Refuse& effect) {
  const auto id = own_member(effect.instance, effect.session);
  if (id)
    room_.refuse(room_.members_[*id], Error{effect.code, {}},
                 std::visit(PacketName{}, input_.body));
}

}  // namespace mcs::services
