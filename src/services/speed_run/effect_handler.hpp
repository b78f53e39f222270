// What each effect of folding means for the clients connected here.
#pragma once

#include "services/speed_run/room.hpp"

namespace mcs::services {

class Room::EffectHandler {
 public:
  // `input` is what the effects follow from.
  EffectHandler(Room& room, const domain::Input& input, domain::Instant now)
      : room_(room), input_(input), now_(now) {}

  void operator()(const domain::AnnounceStart&);
  void operator()(const domain::AnnounceLobby&);
  void operator()(const domain::AnnounceLeaderboard&) { room_.leaderboard_.mark(); }
  void operator()(const domain::AnnounceTallies&) { room_.host_summary_.mark(); }
  void operator()(const domain::AnnounceSeat& effect);
  void operator()(const domain::AnnounceFinishedCount&) { room_.finished_count_.mark(); }
  void operator()(const domain::FinishSpeedrun&);
  void operator()(const domain::ConfirmSeat& effect);
  void operator()(const domain::SendSessionState& effect);
  void operator()(const domain::SendStart& effect);
  void operator()(const domain::SendQuestion& effect);
  void operator()(const domain::SendAnswerResult& effect);
  void operator()(const domain::CloseSession& effect);
  void operator()(const domain::RemoveParticipant& effect);
  void operator()(const domain::Refuse& effect);

 private:
  // The member whose session this is, if it is one of this instance.
  std::optional<MemberId> own_member(InstanceId instance, SessionId session) const;

  Room& room_;
  const domain::Input& input_;
  const domain::Instant now_;
};

}  // namespace mcs::services
