// The WebSocket clients of one I/O thread: packets in, frames out. Knows which room each is in, not
// what happens there; that is on the room's own thread.
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <functional>
#include <memory>
#include <vector>

#include "api/delivery.hpp"
#include "net/io_thread.hpp"
#include "net/session_listener.hpp"
#include "net/websocket_group.hpp"
#include "net/websocket_session.hpp"
#include "ports/clock.hpp"
#include "services/speed_run/room_runner.hpp"

namespace mcs::api {

class ClientSessions final : public net::SessionListener, private net::TurnEnd {
 public:
  // Takes what happened to the clients of one room's thread since the last turn.
  using SendEvents =
      std::move_only_function<void(std::size_t thread, std::vector<services::ClientEvent>)>;
  // How long telling a room's leaderboard took on this thread.
  using ReportFanOut = std::move_only_function<void(SpeedrunId, domain::Duration)>;

  ClientSessions(net::IoThread& thread, std::size_t thread_count, const ports::Clock& clock,
                 SendEvents send_events, ReportFanOut report_fan_out);
  ~ClientSessions();

  // Reserves a number for a client whose session is about to open; it is the session's context.
  ClientNumber admit(SpeedrunId room, SessionId session, services::Identity identity);

  void deliver(Deliveries deliveries);

  void opened(net::WebSocketSession& session) override;
  void message(net::WebSocketSession& session, std::string_view text, Time read_at) override;
  void closed(net::WebSocketSession& session, const net::SessionEnd& end) override;

 private:
  struct Room {
    net::WebSocketGroup participants;
    net::WebSocketGroup hosts;
    std::uint32_t clients = 0;
  };
  struct Client {
    net::WebSocketSession* session = nullptr;
    SpeedrunId room;
    SessionId number;
    services::Identity identity;
    bool welcomed = false;  // Has its room's first word, and so hears what everybody hears.
  };

  void turn_ended() override;
  void tell(ClientNumber client, services::ClientEvent event);
  void welcome(Client& client);
  services::ClientEvent event(ClientNumber client) const;

  // Null if nobody here is in it.
  Room* find(SpeedrunId room);

  void apply(const ToClient& delivery);
  void apply(const ToRoom& delivery);
  void apply(const AnnounceToRoom& delivery);
  void apply(const CloseClient& delivery);
  void apply(const ReleaseClient& delivery);

  net::IoThread& thread_;
  const ports::Clock& clock_;
  SendEvents send_events_;
  ReportFanOut report_fan_out_;

  std::vector<Client> clients_;
  std::vector<ClientNumber> free_;
  boost::unordered_flat_map<SpeedrunId, std::unique_ptr<Room>, std::hash<SpeedrunId>> rooms_;
  std::vector<std::vector<services::ClientEvent>> events_;  // By the room's thread.
};

// Which of `thread_count` threads a room lives on.
std::size_t thread_of(SpeedrunId room, std::size_t thread_count);

}  // namespace mcs::api
