#include "services/speed_run/members.hpp"

#include "base/assert.hpp"

namespace mcs::services {

MemberId MemberTable::add(Member member) {
  std::uint32_t slot = 0;
  if (free_.empty()) {
    slot = static_cast<std::uint32_t>(slots_.size());
    slots_.emplace_back();
  } else {
    slot = free_.back();
    free_.pop_back();
  }
  const bool fresh = by_session_.emplace(member.session.value, slot).second;
  MCS_ASSERT(fresh);
  if (member.is_host())
    ++host_count_;
  else
    unseated_by_user_[member.identity.user.value] = slot;
  slots_[slot] = {.member = member, .used = true};
  return {slot};
}

void MemberTable::remove(MemberId id) {
  MCS_ASSERT(contains(id));
  const Member& member = (*this)[id];
  by_session_.erase(member.session.value);
  if (member.is_host()) --host_count_;
  forget_unseated(id);
  if (member.seat && by_seat_[member.seat->value] == id.value + 1) by_seat_[member.seat->value] = 0;
  slots_[id.value] = {};
  free_.push_back(id.value);
}

Member* MemberTable::holder(SeatIndex seat) {
  if (seat.value >= by_seat_.size() || by_seat_[seat.value] == 0) return nullptr;
  return &slots_[by_seat_[seat.value] - 1].member;
}

void MemberTable::seat(MemberId id, SeatIndex seat) {
  if (seat.value >= by_seat_.size()) by_seat_.resize(std::size_t{seat.value} + 1);
  by_seat_[seat.value] = id.value + 1;
  forget_unseated(id);
  (*this)[id].seat = seat;
}

std::optional<MemberId> MemberTable::find(SessionId session) const {
  const auto found = by_session_.find(session.value);
  if (found == by_session_.end()) return std::nullopt;
  return MemberId{found->second};
}

std::optional<MemberId> MemberTable::find_unseated(UserId user) const {
  const auto found = unseated_by_user_.find(user.value);
  if (found == unseated_by_user_.end()) return std::nullopt;
  return MemberId{found->second};
}

void MemberTable::forget_unseated(MemberId id) {
  const auto found = unseated_by_user_.find((*this)[id].identity.user.value);
  if (found != unseated_by_user_.end() && found->second == id.value) unseated_by_user_.erase(found);
}

}  // namespace mcs::services
