// The clients of a room that are connected to this instance.
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <optional>
#include <vector>

#include "base/ids.hpp"
#include "domain/time.hpp"
#include "protocol/client_packets.hpp"
#include "services/speed_run/room_output.hpp"

namespace mcs::services {

// Who a client is, by its token.
struct Identity {
  protocol::Role role = protocol::Role::Participant;
  UserId user;  // Participants only.
};

// A client's place in its room; reused after it left.
using MemberId = StrongId<struct MemberIdTag, std::uint32_t>;

struct Member {
  ClientAddress address;
  SessionId session;
  Identity identity;
  domain::Instant joined_at;
  std::optional<SeatIndex> seat;
  // The open question as this client has it: which one, and when its time began.
  std::optional<QuestionIndex> question;
  domain::Instant question_began;
  // Of this client's inputs, how many are not folded yet: until then the state is behind.
  std::uint16_t unfolded = 0;
  bool question_due : 1 = false;  // Waits for the question set to be loaded.
  bool concluded : 1 = false;     // Has had its closing packets.
  std::uint32_t roster_next = 0;  // Hosts: the seats before this one have been listed.

  bool is_host() const { return identity.role == protocol::Role::Host; }
};

class MemberTable {
 public:
  MemberId add(Member member);
  void remove(MemberId id);

  bool contains(MemberId id) const { return id.value < slots_.size() && slots_[id.value].used; }
  Member& operator[](MemberId id) { return slots_[id.value].member; }
  std::size_t size() const { return by_session_.size(); }
  std::size_t host_count() const { return host_count_; }

  // The member that holds a seat here, if it is connected here.
  Member* holder(SeatIndex seat);
  void seat(MemberId id, SeatIndex seat);
  std::optional<MemberId> find(SessionId session) const;
  // The latest connection of a participant who has no seat, as far as is known here.
  std::optional<MemberId> find_unseated(UserId user) const;

  template <class Visit>
  void for_each(Visit visit) {
    for (std::uint32_t slot = 0; slot < slots_.size(); ++slot)
      if (slots_[slot].used) visit(MemberId{slot}, slots_[slot].member);
  }

 private:
  struct Slot {
    Member member;
    bool used = false;
  };

  void forget_unseated(MemberId id);

  std::vector<Slot> slots_;
  std::vector<std::uint32_t> free_;
  std::vector<std::uint32_t> by_seat_;  // Slot + 1, or 0.
  boost::unordered_flat_map<std::uint32_t, std::uint32_t> by_session_;
  boost::unordered_flat_map<std::uint64_t, std::uint32_t> unseated_by_user_;
  std::size_t host_count_ = 0;
};

}  // namespace mcs::services
