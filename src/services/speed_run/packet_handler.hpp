// What each client packet does in a room: an answer from memory, a refusal, or an input.
#pragma once

#include "services/speed_run/room.hpp"

namespace mcs::services {

// Checks here are a courtesy: they spare the log what folding would refuse. A client whose own
// inputs are not all folded yet is let through, for the state is behind what it knows.
class Room::PacketHandler {
 public:
  // Whether everything is folded that was in the log when the packet came.
  enum class LogRead : std::uint8_t { Unknown, Yes };

  PacketHandler(Room& room, MemberId member, const protocol::ClientPacket& packet, Receipt receipt,
                LogRead log_read = LogRead::Unknown)
      : room_(room),
        member_(room.members_[member]),
        packet_(packet),
        receipt_(receipt),
        log_read_(log_read) {}

  void operator()(const protocol::ParticipantConfig& packet);
  void operator()(const protocol::RequestParticipantQuestion& packet);
  void operator()(const protocol::ParticipantAnswer& packet);
  void operator()(const protocol::ParticipantAnswerTimeout& packet);
  void operator()(const protocol::RequestHostQuestions& packet);
  void operator()(const protocol::HostConfig& packet);
  void operator()(const protocol::HostEnd& packet);
  void operator()(const protocol::HostLockLobby& packet);
  void operator()(const protocol::HostKick& packet);
  void operator()(const protocol::HostExtraTime& packet);

 private:
  void refuse(ErrorCode code, std::string detail = {});
  // An input that names the member's session is one that it waits for.
  template <class Body>
  void push(Body body) {
    constexpr bool awaited = requires { body.session; };
    room_.push(awaited ? &member_ : nullptr, receipt_.at, std::move(body));
  }
  // Whether the room may take the input at all now; refuses otherwise.
  bool accepts_inputs();
  bool settled() const { return member_.unfolded == 0; }
  // The seat, if the speedrun runs and the member has one; refuses otherwise.
  const domain::Seat* playing_seat();
  // Whether `question` is the seat's open one; refuses or repeats its result otherwise. A member
  // with unfolded inputs passes.
  bool may_answer(const domain::Seat& seat, QuestionIndex question);
  domain::Duration elapsed(QuestionIndex question) const;
  // Whether the question set is at hand; otherwise the packet waits for it.
  bool question_set_ready();

  Room& room_;
  Member& member_;
  const protocol::ClientPacket& packet_;
  const Receipt receipt_;
  const LogRead log_read_;
};

}  // namespace mcs::services
