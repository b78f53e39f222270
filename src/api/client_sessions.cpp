#include "api/client_sessions.hpp"

#include <utility>

#include "base/assert.hpp"
#include "protocol/client_packets.hpp"

namespace mcs::api {

namespace {

net::ConflationKey conflation_key(services::Replaceable replaceable) {
  const net::ConflationKey key{static_cast<std::uint8_t>(replaceable)};
  static_assert(net::not_conflated.value == static_cast<std::uint8_t>(services::Replaceable::No));
  return key;
}

}  // namespace

std::size_t thread_of(SpeedrunId room, std::size_t thread_count) {
  return std::hash<SpeedrunId>{}(room) % thread_count;
}

ClientSessions::ClientSessions(net::IoThread& thread, std::size_t thread_count,
                               const ports::Clock& clock, SendEvents send_events,
                               ReportFanOut report_fan_out)
    : thread_(thread),
      clock_(clock),
      send_events_(std::move(send_events)),
      report_fan_out_(std::move(report_fan_out)),
      events_(thread_count) {}

ClientSessions::~ClientSessions() {
  thread_.forget(*this);
}

ClientNumber ClientSessions::admit(SpeedrunId room, SessionId session,
                                   services::Identity identity) {
  ClientNumber number = 0;
  if (free_.empty()) {
    number = static_cast<ClientNumber>(clients_.size());
    clients_.emplace_back();
  } else {
    number = free_.back();
    free_.pop_back();
  }
  clients_[number] = {.session = nullptr, .room = room, .number = session, .identity = identity};
  return number;
}

void ClientSessions::opened(net::WebSocketSession& session) {
  const auto number = static_cast<ClientNumber>(session.context());
  Client& client = clients_[number];
  client.session = &session;
  std::unique_ptr<Room>& room = rooms_[client.room];
  if (!room) room = std::make_unique<Room>();
  ++room->clients;
  tell(number,
       {.client = {},
        .what = services::ClientJoined{
            .speedrun = client.room, .session = client.number, .identity = client.identity}});
}

void ClientSessions::message(net::WebSocketSession& session, std::string_view text, Time read_at) {
  const auto number = static_cast<ClientNumber>(session.context());
  auto packet = protocol::decode(text);
  if (!packet)
    return tell(number,
                {.client = {}, .what = services::ClientSentNoPacket{std::move(packet.error())}});
  using std::chrono::floor;
  const auto age = floor<domain::Duration>(std::chrono::steady_clock::now() - read_at);
  services::Receipt receipt{.at = clock_.now() - age};
  if (const auto round_trip = session.smallest_round_trip())
    receipt.round_trip = floor<domain::Duration>(*round_trip);
  tell(number, {.client = {},
                .what = services::ClientSent{.packet = *std::move(packet), .receipt = receipt}});
}

void ClientSessions::closed(net::WebSocketSession& session, const net::SessionEnd&) {
  const auto number = static_cast<ClientNumber>(session.context());
  Client& client = clients_[number];
  client.session = nullptr;
  const auto room = rooms_.find(client.room);
  MCS_ASSERT(room != rooms_.end());
  if (--room->second->clients == 0) rooms_.erase(room);
  tell(number, {.client = {}, .what = services::ClientLeft{}});
}

void ClientSessions::tell(ClientNumber client, services::ClientEvent event) {
  event.client = {.thread = static_cast<std::uint32_t>(thread_.index()), .client = client};
  events_[thread_of(clients_[client].room, events_.size())].push_back(std::move(event));
  thread_.at_turn_end(*this);
}

void ClientSessions::turn_ended() {
  for (std::size_t thread = 0; thread < events_.size(); ++thread)
    if (!events_[thread].empty()) send_events_(thread, std::exchange(events_[thread], {}));
}

void ClientSessions::deliver(Deliveries deliveries) {
  for (const Delivery& delivery : deliveries)
    std::visit([this](const auto& it) { apply(it); }, delivery);
}

void ClientSessions::apply(const ToClient& delivery) {
  Client& client = clients_[delivery.client];
  if (client.session == nullptr) return;
  client.session->send(delivery.frame);
  if (!client.welcomed) welcome(client);
}

// Only now: a broadcast that was on its way before the room knew the client must not come before
// the client's first packet, nor what a room repeats that is just being loaded.
void ClientSessions::welcome(Client& client) {
  client.welcomed = true;
  const bool host = client.identity.role == protocol::Role::Host;
  Room& room = *rooms_.at(client.room);
  (host ? room.hosts : room.participants).add(*client.session);
}

ClientSessions::Room* ClientSessions::find(SpeedrunId room) {
  const auto found = rooms_.find(room);
  return found == rooms_.end() ? nullptr : found->second.get();
}

void ClientSessions::apply(const ToRoom& delivery) {
  Room* const room = find(delivery.room);
  if (room == nullptr) return;
  const auto key = conflation_key(delivery.replaceable);
  room->hosts.broadcast(delivery.frame, key);
  if (delivery.audience == services::Audience::Everyone)
    room->participants.broadcast(delivery.frame, key);
}

void ClientSessions::apply(const AnnounceToRoom& delivery) {
  Room* const room = find(delivery.room);
  if (room == nullptr) return;
  const auto key = conflation_key(delivery.replaceable);
  room->hosts.broadcast(delivery.frame, key);
  room->participants.broadcast_gradually(
      delivery.frame, key,
      [this, id = delivery.room, what = delivery.replaceable](std::chrono::nanoseconds took) {
        if (what == services::Replaceable::Leaderboard)
          report_fan_out_(id, std::chrono::ceil<domain::Duration>(took));
      });
}

void ClientSessions::apply(const CloseClient& delivery) {
  const ErrorFacts& about = facts(delivery.code);
  if (net::WebSocketSession* session = clients_[delivery.client].session)
    session->close(about.close_code, about.name);
}

void ClientSessions::apply(const ReleaseClient& delivery) {
  clients_[delivery.client] = {};
  free_.push_back(delivery.client);
}

}  // namespace mcs::api
