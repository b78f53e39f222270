#include "api/room_service.hpp"

#include <utility>

namespace mcs::api {

RoomService::RoomService(net::IoThread& thread, std::size_t thread_count,
                         services::SpeedRunPorts ports, services::SpeedRunOptions options,
                         SendDeliveries send_deliveries)
    : thread_(thread),
      send_deliveries_(std::move(send_deliveries)),
      deliveries_(thread_count),
      rooms_(thread.executor(), ports, options, *this) {}

RoomService::~RoomService() {
  thread_.forget(*this);
}

void RoomService::handle(std::vector<services::ClientEvent> events) {
  std::vector<services::ClientAddress> left;
  for (const services::ClientEvent& event : events)
    if (std::holds_alternative<services::ClientLeft>(event.what)) left.push_back(event.client);
  rooms_.handle(std::move(events));
  for (const services::ClientAddress client : left)
    deliver(client.thread, ReleaseClient{client.client});
}

void RoomService::send(services::ClientAddress client, std::string packet) {
  deliver(client.thread, ToClient{client.client, net::make_text_frame(packet)});
}

void RoomService::broadcast(SpeedrunId room, services::Audience audience, std::string packet,
                            services::Replaceable replaceable) {
  const net::Frame frame = net::make_text_frame(packet);
  for (std::size_t thread = 0; thread < deliveries_.size(); ++thread)
    deliver(thread, ToRoom{room, audience, replaceable, frame});
}

void RoomService::announce(SpeedrunId room, std::string packet, services::Replaceable replaceable) {
  const net::Frame frame = net::make_text_frame(packet);
  for (std::size_t thread = 0; thread < deliveries_.size(); ++thread)
    deliver(thread, AnnounceToRoom{room, replaceable, frame});
}

void RoomService::close(services::ClientAddress client, ErrorCode code) {
  deliver(client.thread, CloseClient{client.client, code});
}

void RoomService::deliver(std::size_t thread, Delivery delivery) {
  deliveries_[thread].push_back(std::move(delivery));
  thread_.at_turn_end(*this);
}

void RoomService::turn_ended() {
  for (std::size_t thread = 0; thread < deliveries_.size(); ++thread)
    if (!deliveries_[thread].empty())
      send_deliveries_(thread, std::exchange(deliveries_[thread], {}));
}

}  // namespace mcs::api
