#include "services/speed_run/room.hpp"

#include <algorithm>
#include <utility>

#include "base/assert.hpp"
#include "domain/log_codec.hpp"
#include "services/speed_run/effect_handler.hpp"
#include "services/speed_run/packet_handler.hpp"

namespace mcs::services {

using domain::Instant;
using domain::Phase;
using protocol::Role;

Room::Room(SpeedrunId id, RoomOptions options, RoomOutput& output, Observer& observer)
    : id_(id), options_(options), output_(output), observer_(observer) {}

void Room::restore(domain::Speedrun speedrun, Position position) {
  MCS_ASSERT(position_ == Position{} && members_.size() == 0);
  speedrun_ = std::move(speedrun);
  position_ = position;
}

MemberId Room::join(ClientAddress address, SessionId session, Identity identity, Instant now) {
  const MemberId id = members_.add(
      {.address = address, .session = session, .identity = identity, .joined_at = now});
  Member& member = members_[id];
  if (identity.role == Role::Participant) {
    if (const auto seat = speedrun_.seats().find(identity.user)) {
      if (speedrun_.seats()[*seat].removed) {
        output_.close(address, ErrorCode::Removed);
        return id;
      }
      take_up_seat(id, *seat, now);
    }
  }
  send_opening(member, now);
  if (speedrun_.phase() == Phase::Finished) unconcluded_.push_back(id);
  return id;
}

// The member's user has a seat already, taken on another connection.
void Room::take_up_seat(MemberId id, SeatIndex seat, Instant now) {
  members_.seat(id, seat);
  ++present_here_;
  Member& member = members_[id];
  if (speedrun_.phase() != Phase::Finished)
    push(&member, now, domain::ParticipantConnected{seat, member.session});
}

void Room::leave(MemberId id, Instant now) {
  Member& member = members_[id];
  if (member.seat) {
    --present_here_;
    if (speedrun_.phase() != Phase::Finished)
      push(nullptr, now, domain::ParticipantDisconnected{*member.seat, member.session});
  }
  members_.remove(id);
  if (members_.host_count() == 0) changed_seats_.clear();
}

void Room::close_all(ErrorCode code) {
  members_.for_each([&](MemberId, const Member& member) { output_.close(member.address, code); });
}

void Room::receive(MemberId id, const protocol::ClientPacket& packet, Receipt receipt) {
  Member& member = members_[id];
  if (protocol::sender(packet) != member.identity.role) {
    const bool for_host = protocol::sender(packet) == Role::Host;
    return refuse(member,
                  {ErrorCode::Forbidden,
                   for_host ? "only the host may send this" : "only participants may send this"},
                  protocol::type_name(packet));
  }
  std::visit(PacketHandler(*this, id, packet, receipt), packet);
}

void Room::refuse(MemberId id, const protocol::Refusal& refusal) {
  refuse(members_[id], refusal.error, refusal.about);
}

void Room::refuse(const Member& member, const Error& error, std::string_view about) {
  observer_.refused(error.code);
  output_.send(member.address, protocol::error(error, about));
}

void Room::push(Member* member, Instant at, domain::InputBody body) {
  if (member != nullptr) ++member->unfolded;
  last_push_ = std::max(last_push_, at);
  pending_.push_back({.at = at, .instance = options_.instance, .body = std::move(body)});
}

std::vector<domain::Input> Room::take_pending() {
  return std::exchange(pending_, {});
}

Result<std::size_t> Room::fold(std::span<const ports::LogEntry> entries, Instant now) {
  constexpr std::size_t ahead = 16;
  std::size_t folded = 0;
  for (const ports::LogEntry& entry : entries) {
    MCS_ASSERT(entry.position.value == position_.value + 1);
    const auto inputs = domain::decode_entry(entry.bytes);
    if (!inputs) return fail(inputs.error());
    for (std::size_t i = 0; i < inputs->size(); ++i) {
      if (i + ahead < inputs->size()) speedrun_.prefetch((*inputs)[i + ahead]);
      const domain::Input& input = (*inputs)[i];
      effects_.clear();
      domain::step(speedrun_, input, effects_);
      leaderboard_packet_.clear();
      note_folded(input);
      EffectHandler handler(*this, input, now);
      for (const domain::Effect& effect : effects_) std::visit(handler, effect);
    }
    position_ = entry.position;
    folded += inputs->size();
  }
  decide_unsure();
  announce(now);
  return folded;
}

// A client of this instance is up to date again once its own input is folded.
void Room::note_folded(const domain::Input& input) {
  if (input.instance != options_.instance) return;
  const auto session = std::visit(
      [](const auto& body) -> std::optional<SessionId> {
        if constexpr (requires { body.session; }) return body.session;
        return std::nullopt;
      },
      input.body);
  if (std::holds_alternative<domain::ClockTicked>(input.body)) {
    tick_unfolded_ = false;
    ++ticks_folded_;
  }
  if (!session) return;
  const auto id = members_.find(*session);
  if (id && members_[*id].unfolded > 0) --members_[*id].unfolded;
}

void Room::resume(const Deferred& deferred) {
  if (const auto id = members_.find(deferred.session))
    std::visit(
        PacketHandler(*this, *id, deferred.packet, deferred.receipt, PacketHandler::LogRead::Yes),
        deferred.packet);
}

// Each waits for a tick of its own: what was in the log before that is now folded.
void Room::decide_unsure() {
  for (; ticks_folded_ > 0 && !unsure_.empty(); --ticks_folded_) {
    const Deferred deferred = std::move(unsure_.front());
    unsure_.pop_front();
    resume(deferred);
  }
  ticks_folded_ = 0;
}

void Room::set_available(bool available) {
  if (std::exchange(available_, available) != available)
    output_.broadcast(id_, Audience::Everyone, protocol::service_state(available), Replaceable::No);
}

void Room::send_session_state(const Member& member, Instant now) {
  const bool host = member.is_host();
  protocol::Viewer viewer{.role = member.identity.role, .user = {}, .seat = member.seat};
  if (!host) viewer.user = member.identity.user;
  output_.send(member.address, protocol::session_state(speedrun_, viewer, now));
}

void Room::send_opening(Member& member, Instant now) {
  send_session_state(member, now);
  if (!available_) output_.send(member.address, protocol::service_state(false));
  if (speedrun_.participant_count() > 0 || !member.is_host())
    output_.send(member.address, leaderboard_packet());
  if (member.is_host()) {
    member.roster_next = 0;
    participants_.mark();
  }
  if (speedrun_.phase() == Phase::Running) {
    const bool begun = member.seat && speedrun_.seats()[*member.seat].begun;
    if (member.seat && !begun) output_.send(member.address, protocol::broadcast_start(speedrun_));
    if (speedrun_.finished_count() > 0)
      output_.send(member.address, protocol::broadcast_participant_finished(speedrun_));
    if (member.is_host()) host_summary_.mark();
  }
}

void Room::send_question(Member& member, QuestionIndex question, Instant now) {
  if (!has_question_set()) {
    member.question_due = true;
    return;
  }
  member.question_due = false;
  if (member.question != question) {
    member.question = question;
    member.question_began = speedrun_.opened_at(*member.seat);
  }
  const domain::Duration gone = std::max(now - member.question_began, domain::Duration{0});
  const domain::Duration whole = speedrun_.time_limit(*member.seat);
  const bool usual = whole == speedrun_.settings().question_duration;
  if (gone > domain::Duration{0} || !usual) {
    const auto left = std::max(whole - gone, domain::Duration{0});
    output_.send(member.address, protocol::response_participant_question(speedrun_, *questions_,
                                                                         question, left, whole));
    return;
  }
  question_packets_.resize(speedrun_.question_count());
  std::string& packet = question_packets_[question.value];
  if (packet.empty())
    packet =
        protocol::response_participant_question(speedrun_, *questions_, question, whole, whole);
  output_.send(member.address, packet);
}

void Room::send_answer_result(const Member& member, QuestionIndex question) {
  output_.send(member.address, protocol::answer_result(speedrun_, *member.seat, question));
}

std::optional<std::string> Room::wanted_question_set() const {
  if (!speedrun_.question_set() || has_question_set()) return std::nullopt;
  const bool needed = speedrun_.phase() != Phase::Lobby || !deferred_.empty();
  if (!needed) return std::nullopt;
  return speedrun_.question_set()->content_hash;
}

bool Room::has_question_set() const {
  const auto& wanted = speedrun_.question_set();
  return wanted && questions_ && wanted->content_hash == questions_hash_;
}

void Room::provide_question_set(const std::string& content_hash,
                                std::shared_ptr<const domain::QuestionSet> questions, Instant now) {
  const auto& wanted = speedrun_.question_set();
  if (!wanted || wanted->content_hash != content_hash) return;
  questions_ = std::move(questions);
  questions_hash_ = content_hash;
  question_packets_.clear();
  for (const Deferred& deferred : std::exchange(deferred_, {})) resume(deferred);
  members_.for_each([&](MemberId, Member& member) {
    if (!member.question_due) return;
    const domain::Seat& seat = speedrun_.seats()[*member.seat];
    if (seat.question_open) send_question(member, seat.next_question(), now);
  });
}

void Room::question_set_unavailable(const Error& error) {
  for (const Deferred& deferred : std::exchange(deferred_, {}))
    if (const auto id = members_.find(deferred.session))
      refuse(members_[*id], error, protocol::type_name(deferred.packet));
}

bool Room::can_summarize() const {
  return has_question_set() && speedrun_.phase() != Phase::Lobby;
}

void Room::wake(Instant now) {
  tick_if_due(now);
  announce(now);
  conclude_some(now);
}

std::optional<domain::Instant> Room::tick_due() const {
  if (speedrun_.phase() != Phase::Running || tick_unfolded_) return std::nullopt;
  std::optional<Instant> due = speedrun_.next_due();
  if (due) *due += options_.tick_delay;
  if (present_here_ > 0) {
    const Instant sign = last_push_ + options_.heartbeat;
    due = due ? std::min(*due, sign) : sign;
  }
  return due;
}

void Room::tick_if_due(Instant now) {
  const auto due = tick_due();
  if (!due || now < *due) return;
  tick_unfolded_ = true;
  push(nullptr, now, domain::ClockTicked{});
}

std::optional<Instant> Room::next_wake() const {
  std::optional<Instant> next;
  const auto consider = [&next](std::optional<Instant> at) {
    if (at) next = next ? std::min(*next, *at) : *at;
  };
  consider(tick_due());
  if (members_.size() == 0) return next;
  consider(leaderboard_.due());
  consider(finished_count_.due());
  if (members_.host_count() > 0) {
    if (can_summarize()) consider(host_summary_.due());
    consider(participants_.due());
  }
  if (!unconcluded_.empty() && can_summarize()) consider(conclude_at_);
  return next;
}

}  // namespace mcs::services
