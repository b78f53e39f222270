// Announcing changes to a room, and its closing packets.
#include <algorithm>

#include "services/speed_run/room.hpp"

namespace mcs::services {

namespace {

// Telling hosts everything costs bandwidth that they share with their room: so much a second.
constexpr std::size_t host_bytes_per_second = 256 * 1024;
// Changed participants per packet; the others wait for the next.
constexpr std::size_t participants_per_packet = 200;
// A host that connects gets the whole field in packets of this many.
constexpr std::uint32_t roster_per_packet = 500;
// Summaries are sent in portions, so that thousands of them do not stop everything else, and no
// faster than a gigabit line takes them: what clients have not read is in memory, and all summaries
// of a large room together are gigabytes.
constexpr std::size_t conclude_bytes_at_once = 1024 * 1024;
constexpr std::size_t conclude_bytes_per_second = 128 * conclude_bytes_at_once;
// The share of its time that an instance may be telling the leaderboard: a third. On the way it
// does everything else that is due, so a busy instance takes longer, and tells it less often.
constexpr int fan_out_factor = 3;

}  // namespace

void Room::announce(domain::Instant now) {
  if (members_.size() == 0) return;
  if (leaderboard_.take(now)) output_.announce(id_, leaderboard_packet(), Replaceable::Leaderboard);
  if (finished_count_.take(now))
    output_.announce(id_, protocol::broadcast_participant_finished(speedrun_),
                     Replaceable::FinishedCount);
  if (members_.host_count() == 0) return;
  if (can_summarize() && host_summary_.take(now)) {
    auto packet = protocol::notify_host_quiz_summary(speedrun_, *questions_, now);
    host_summary_.set_interval(domain::Duration{1'000 * packet.size() / host_bytes_per_second});
    output_.broadcast(id_, Audience::Hosts, std::move(packet), Replaceable::HostSummary);
  }
  if (participants_.take(now)) announce_participants();
}

// Thousands may join between two inputs, and each is sent it.
const std::string& Room::leaderboard_packet() {
  if (leaderboard_packet_.empty()) leaderboard_packet_ = protocol::leaderboard(speedrun_);
  return leaderboard_packet_;
}

void Room::announce_participants() {
  members_.for_each([this](MemberId, Member& member) {
    if (member.is_host()) list_roster(member);
  });
  if (changed_seats_.empty()) return;
  const auto changed = changed_seats_.take(participants_per_packet);
  auto packet = protocol::notify_host_participants(speedrun_, changed);
  output_.broadcast(id_, Audience::Hosts, std::move(packet), Replaceable::No);
  if (!changed_seats_.empty()) participants_.mark();
}

// The part of the field that this host has not been told yet: one packet, more next time.
void Room::list_roster(Member& host) {
  const auto seats = static_cast<std::uint32_t>(speedrun_.seats().size());
  std::vector<SeatIndex> listed;
  while (host.roster_next < seats && listed.size() < roster_per_packet) {
    const SeatIndex seat{host.roster_next++};
    if (!speedrun_.seats()[seat].removed) listed.push_back(seat);
  }
  if (!listed.empty())
    output_.send(host.address, protocol::notify_host_participants(speedrun_, listed));
  if (host.roster_next < seats) participants_.mark();
}

// What every client must have before its closing packets.
void Room::announce_finish(domain::Instant now) {
  if (members_.size() == 0) return;
  output_.broadcast(id_, Audience::Everyone, leaderboard_packet(), Replaceable::Leaderboard);
  output_.broadcast(id_, Audience::Everyone, protocol::broadcast_participant_finished(speedrun_),
                    Replaceable::FinishedCount);
  leaderboard_.told(now);
  finished_count_.told(now);
}

void Room::report_fan_out(domain::Duration took) {
  leaderboard_.set_interval(took * fan_out_factor);
  finished_count_.set_interval(took * fan_out_factor);
}

// Sends closing packets to some of those who have not had them, the longest waiting first.
void Room::conclude_some(domain::Instant now) {
  if (unconcluded_.empty() || !can_summarize() || now < conclude_at_) return;
  if (!summaries_) summaries_.emplace(speedrun_, *questions_);
  std::string for_hosts;
  std::size_t bytes = 0;
  while (bytes < conclude_bytes_at_once && !unconcluded_.empty()) {
    const MemberId id = unconcluded_.front();
    unconcluded_.pop_front();
    if (!members_.contains(id) || members_[id].concluded) continue;
    Member& member = members_[id];
    member.concluded = true;
    std::string summary;
    if (member.is_host()) {
      if (for_hosts.empty())
        for_hosts = protocol::notify_host_quiz_summary(speedrun_, *questions_, now);
      summary = for_hosts;
    } else if (member.seat) {
      summary = summaries_->packet(speedrun_, *member.seat);
    }
    bytes += summary.size();
    if (!summary.empty()) output_.send(member.address, std::move(summary));
    output_.send(member.address, protocol::broadcast_quiz_finished());
  }
  conclude_at_ = now + domain::Duration{1'000 * bytes / conclude_bytes_per_second};
}

}  // namespace mcs::services
