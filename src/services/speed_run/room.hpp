// A room: one instance's share of one speedrun. It folds the log, keeps the clients connected
// here, turns their packets into inputs and effects into packets. No I/O, no clock, no threads:
// its driver (RoomRunner) appends what take_pending() gives, folds what the log brings, and wakes
// it when next_wake() says.
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/access_code.hpp"
#include "base/result.hpp"
#include "domain/question_set.hpp"
#include "domain/speedrun.hpp"
#include "ports/speedrun_log.hpp"
#include "protocol/client_packets.hpp"
#include "protocol/server_packets.hpp"
#include "services/observer.hpp"
#include "services/speed_run/announcements.hpp"
#include "services/speed_run/members.hpp"
#include "services/speed_run/room_output.hpp"

namespace mcs::services {

struct RoomOptions {
  InstanceId instance;
  // So often an instance with participants in a running speedrun shows that it is alive.
  domain::Duration heartbeat{10'000};
  // What is due waits this much longer, different for each instance, so that one tick serves all.
  domain::Duration tick_delay{0};
  // Beyond so many inputs waiting to be appended, packets are refused.
  std::size_t max_pending = 50'000;
};

// A packet's circumstances, measured where its frame was read.
struct Receipt {
  domain::Instant at;
  domain::Duration round_trip{0};  // The connection's smallest; 0 while none is measured.
};

class Room {
 public:
  Room(SpeedrunId id, RoomOptions options, RoomOutput& output, Observer& observer);
  Room(const Room&) = delete;
  Room& operator=(const Room&) = delete;

  // Continues from a snapshot; only before anything is folded.
  void restore(domain::Speedrun speedrun, Position position);

  SpeedrunId id() const { return id_; }
  const domain::Speedrun& speedrun() const { return speedrun_; }
  Position position() const { return position_; }

  // --- Clients. `session` is unique within the instance.
  // Sends the opening packets. A removed participant is closed at once, and is a member until
  // leave() like any other.
  MemberId join(ClientAddress address, SessionId session, Identity identity, domain::Instant now);
  void receive(MemberId id, const protocol::ClientPacket& packet, Receipt receipt);
  // A frame that was no packet.
  void refuse(MemberId id, const protocol::Refusal& refusal);
  void leave(MemberId id, domain::Instant now);
  void close_all(ErrorCode code);
  std::size_t member_count() const { return members_.size(); }

  // --- The log.
  // Entries must follow position() without a gap. Corrupt leaves the room as it was before the
  // entry that cannot be read. Returns how many inputs were folded.
  Result<std::size_t> fold(std::span<const ports::LogEntry> entries, domain::Instant now);
  bool has_pending() const { return !pending_.empty(); }
  // The inputs to append next, in one entry. The driver retries them until they are in the log.
  std::vector<domain::Input> take_pending();
  // Whether the log takes appends. While it does not, packets that need it are refused.
  void set_available(bool available);
  bool available() const { return available_; }

  // --- The question set that the room needs and does not have yet.
  std::optional<std::string> wanted_question_set() const;
  void provide_question_set(const std::string& content_hash,
                            std::shared_ptr<const domain::QuestionSet> questions,
                            domain::Instant now);
  // It cannot be had now: whoever waits for it is told so.
  void question_set_unavailable(const Error& error);

  // --- Time.
  void wake(domain::Instant now);
  std::optional<domain::Instant> next_wake() const;
  // How long a leaderboard was on its way to all; sets the rate of the next ones.
  void report_fan_out(domain::Duration took);

 private:
  class PacketHandler;
  class EffectHandler;
  struct Deferred {
    SessionId session;
    protocol::ClientPacket packet;
    Receipt receipt;
  };

  void push(Member* member, domain::Instant at, domain::InputBody body);
  void note_folded(const domain::Input& input);
  void resume(const Deferred& deferred);
  void decide_unsure();
  void refuse(const Member& member, const Error& error, std::string_view about);

  void take_up_seat(MemberId id, SeatIndex seat, domain::Instant now);
  void send_opening(Member& member, domain::Instant now);
  void send_session_state(const Member& member, domain::Instant now);
  void send_question(Member& member, QuestionIndex question, domain::Instant now);
  void send_answer_result(const Member& member, QuestionIndex question);
  // Whether the set of the speedrun, and not an earlier one, is at hand.
  bool has_question_set() const;
  bool can_summarize() const;

  void announce(domain::Instant now);
  // The LEADERBOARD of the state as it is.
  const std::string& leaderboard_packet();
  void announce_participants();
  void announce_finish(domain::Instant now);
  void list_roster(Member& host);
  void conclude_some(domain::Instant now);
  void tick_if_due(domain::Instant now);
  std::optional<domain::Instant> tick_due() const;

  const SpeedrunId id_;
  const RoomOptions options_;
  RoomOutput& output_;
  Observer& observer_;

  domain::Speedrun speedrun_;
  Position position_;
  domain::Effects effects_;
  std::vector<domain::Input> pending_;
  bool available_ = true;
  bool tick_unfolded_ = false;
  domain::Instant last_push_;

  MemberTable members_;
  std::uint32_t present_here_ = 0;  // Seated members.

  std::shared_ptr<const domain::QuestionSet> questions_;
  std::string questions_hash_;
  std::vector<Deferred> deferred_;  // Host packets waiting for the question set.
  std::deque<Deferred> unsure_;     // Host packets waiting for what the log held when they came.
  std::size_t ticks_folded_ = 0;    // Own ones, since unsure_ was last looked at.
  // RESPONSE-PARTICIPANT-QUESTION as sent first, by question; most are never sent otherwise.
  std::vector<std::string> question_packets_;

  Cadence leaderboard_;
  std::string leaderboard_packet_;  // Empty since the last input, unless somebody needed it.
  Cadence finished_count_;
  Cadence host_summary_;
  Cadence participants_;
  ChangedSeats changed_seats_;

  std::optional<protocol::ParticipantSummaries> summaries_;
  std::deque<MemberId> unconcluded_;  // Have yet to get their closing packets.
  domain::Instant conclude_at_;       // Not before.
};

}  // namespace mcs::services
