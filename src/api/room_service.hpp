// The rooms of one I/O thread, and their output: frames for the clients' threads, in batches.
#pragma once

#include <functional>
#include <vector>

#include "api/delivery.hpp"
#include "net/io_thread.hpp"
#include "services/speed_run/speed_run.hpp"

namespace mcs::api {

class RoomService final : private services::RoomOutput, private net::TurnEnd {
 public:
  using SendDeliveries = std::move_only_function<void(std::size_t thread, Deliveries)>;

  RoomService(net::IoThread& thread, std::size_t thread_count, services::SpeedRunPorts ports,
              services::SpeedRunOptions options, SendDeliveries send_deliveries);
  ~RoomService();

  // On the thread, as everything here.
  void handle(std::vector<services::ClientEvent> events);
  services::SpeedRun& rooms() { return rooms_; }

 private:
  void send(services::ClientAddress client, std::string packet) override;
  void broadcast(SpeedrunId room, services::Audience audience, std::string packet,
                 services::Replaceable replaceable) override;
  void announce(SpeedrunId room, std::string packet, services::Replaceable replaceable) override;
  void close(services::ClientAddress client, ErrorCode code) override;
  void turn_ended() override;
  void deliver(std::size_t thread, Delivery delivery);

  net::IoThread& thread_;
  SendDeliveries send_deliveries_;
  std::vector<Deliveries> deliveries_;  // By the clients' thread.
  services::SpeedRun rooms_;
};

}  // namespace mcs::api
