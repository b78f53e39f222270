#include "server.hpp"

#include <algorithm>
#include <utility>

namespace mcs::simulation {

namespace {

constexpr Duration append_interval{5};

services::SpeedRunOptions options_of(InstanceId id, std::mt19937& random,
                                     std::size_t snapshot_every) {
  return {.room = {.instance = id, .tick_delay = Duration{random() % 100}},
          .idle = std::chrono::seconds{60},
          .append_interval = append_interval,
          .snapshot_every = snapshot_every,
          .snapshot_every_per_participant = 0};
}

}  // namespace

Server::Server(Timeline& timeline, const Backend& backend, std::mt19937& random, InstanceId id,
               Duration skew, std::size_t snapshot_every)
    : timeline_(timeline),
      backend_(backend),
      random_(random),
      id_(id),
      clock_(timeline, skew),
      log_(backend.log, clock_, random, append_interval),
      rooms_(timeline.context().get_executor(),
             {log_, backend.question_sets, backend.completions, clock_, backend.journal,
              backend.observer},
             options_of(id, random, snapshot_every), *this),
      sweeper_(log_, clock_, backend.journal,
               [this](SpeedrunId speedrun) { rooms_.adopt(speedrun); }) {
  services::spawn(timeline.context().get_executor(), backend.journal, "sweep", sweeper_.run());
}

ConnectionPtr Server::connect(Client& client) {
  auto connection = std::make_shared<Connection>(Connection{.client = &client,
                                                            .server = this,
                                                            .number = next_number_++,
                                                            .client_hears_at = {},
                                                            .server_hears_at = {}});
  connections_[connection->number] = connection;
  tell(connection->number, {.client = {},
                            .what = services::ClientJoined{.speedrun = backend_.speedrun,
                                                           .session = {connection->number},
                                                           .identity = client.identity()}});
  return connection;
}

void Server::tell(std::uint32_t number, services::ClientEvent event) {
  event.client = {.thread = 0, .client = number};
  std::vector<services::ClientEvent> events;
  events.push_back(std::move(event));
  rooms_.handle(std::move(events));
}

void Server::send(const ConnectionPtr& connection, std::string text) {
  const Instant arrival = std::max(timeline_.now() + latency(), connection->server_hears_at);
  connection->server_hears_at = arrival;
  timeline_.at(arrival, [this, connection, text = std::move(text)] {
    if (connection->server != this || !alive_) return;
    auto packet = protocol::decode(text);
    if (!packet)
      return tell(connection->number,
                  {.client = {}, .what = services::ClientSentNoPacket{packet.error()}});
    tell(connection->number,
         {.client = {},
          .what = services::ClientSent{
              .packet = *packet,
              .receipt = {.at = clock_.now(), .round_trip = Duration{2 + random_() % 120}}}});
  });
}

void Server::hang_up(const ConnectionPtr& connection, Duration after) {
  connection->client = nullptr;
  timeline_.after(after, [this, connection] {
    if (connection->server == this && alive_) forget(connection->number);
  });
}

void Server::forget(std::uint32_t number) {
  const auto found = connections_.find(number);
  if (found == connections_.end()) return;
  found->second->server = nullptr;
  connections_.erase(found);
  tell(number, {.client = {}, .what = services::ClientLeft{}});
}

void Server::kill() {
  alive_ = false;
  log_.kill();
  for (auto& [number, connection] : std::exchange(connections_, {})) {
    connection->server = nullptr;
    timeline_.after(latency(), [connection = connection] {
      if (Client* client = std::exchange(connection->client, nullptr)) client->closed(0);
    });
  }
}

void Server::deliver(const ConnectionPtr& connection, std::string packet) {
  const Instant arrival = std::max(timeline_.now() + latency(), connection->client_hears_at);
  connection->client_hears_at = arrival;
  // What a dead instance had sent is lost with some luck: here, always.
  timeline_.at(arrival, [this, connection, packet = std::move(packet)] {
    if (alive_ && connection->client != nullptr) connection->client->received(packet);
  });
}

void Server::send(services::ClientAddress client, std::string packet) {
  const auto found = connections_.find(client.client);
  if (alive_ && found != connections_.end()) deliver(found->second, std::move(packet));
}

void Server::announce(SpeedrunId room, std::string packet, services::Replaceable replaceable) {
  broadcast(room, services::Audience::Everyone, std::move(packet), replaceable);
}

void Server::broadcast(SpeedrunId, services::Audience audience, std::string packet,
                       services::Replaceable) {
  if (!alive_) return;
  for (const auto& [number, connection] : connections_) {
    const bool host = connection->client != nullptr &&
                      connection->client->identity().role == protocol::Role::Host;
    if (audience == services::Audience::Everyone || host) deliver(connection, packet);
  }
}

void Server::close(services::ClientAddress client, ErrorCode code) {
  const auto found = connections_.find(client.client);
  if (!alive_ || found == connections_.end()) return;
  const ConnectionPtr connection = found->second;
  const Instant arrival = std::max(timeline_.now() + latency(), connection->client_hears_at);
  timeline_.at(arrival, [connection, code] {
    if (Client* told = std::exchange(connection->client, nullptr))
      told->closed(facts(code).close_code);
  });
  timeline_.at(arrival + latency(), [this, number = client.client] {
    if (alive_) forget(number);
  });
}

}  // namespace mcs::simulation
