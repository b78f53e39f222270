// An instance of the speed-run service in the simulation, and the connections to it.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "faulty_log.hpp"
#include "ports/completion_queue.hpp"
#include "ports/question_set_store.hpp"
#include "services/speed_run/speed_run.hpp"
#include "services/speed_run/sweeper.hpp"
#include "virtual_clock.hpp"

namespace mcs::simulation {

// What a client does when something reaches it.
class Client {
 public:
  virtual ~Client() = default;
  virtual services::Identity identity() const = 0;
  virtual void received(const std::string& packet) = 0;
  // `code` is 0 if the connection broke without one.
  virtual void closed(unsigned code) = 0;
};

class Server;

// A connection, as both ends hold it. Either way, packets arrive late but in order.
struct Connection {
  Client* client;  // Null once the client has given it up.
  Server* server;  // Null once the server has.
  std::uint32_t number = 0;
  Instant client_hears_at;
  Instant server_hears_at;
};
using ConnectionPtr = std::shared_ptr<Connection>;

// What all instances share.
struct Backend {
  ports::SpeedrunLog& log;
  ports::QuestionSetStore& question_sets;
  ports::CompletionQueue& completions;
  ports::Journal& journal;
  services::Observer& observer;
  SpeedrunId speedrun;
};

class Server final : private services::RoomOutput {
 public:
  Server(Timeline& timeline, const Backend& backend, std::mt19937& random, InstanceId id,
         Duration skew, std::size_t snapshot_every);

  FaultyLog& log() { return log_; }
  InstanceId id() const { return id_; }
  bool alive() const { return alive_; }

  ConnectionPtr connect(Client& client);
  // From the client's end, arriving later.
  void send(const ConnectionPtr& connection, std::string text);
  // The client's end is gone; the server notices `after` a while.
  void hang_up(const ConnectionPtr& connection, Duration after);

  // Stops at once: nothing on its way arrives, all connections break.
  void kill();

  // The state that this instance holds, once it is caught up with the log.
  services::SpeedRun& rooms() { return rooms_; }

 private:
  void send(services::ClientAddress client, std::string packet) override;
  void broadcast(SpeedrunId room, services::Audience audience, std::string packet,
                 services::Replaceable replaceable) override;
  void announce(SpeedrunId room, std::string packet, services::Replaceable replaceable) override;
  void close(services::ClientAddress client, ErrorCode code) override;

  Duration latency() { return Duration{1 + random_() % 60}; }
  void deliver(const ConnectionPtr& connection, std::string packet);
  void tell(std::uint32_t number, services::ClientEvent event);
  void forget(std::uint32_t number);

  Timeline& timeline_;
  const Backend& backend_;
  std::mt19937& random_;
  const InstanceId id_;
  VirtualClock clock_;
  FaultyLog log_;
  bool alive_ = true;
  std::uint32_t next_number_ = 0;
  std::map<std::uint32_t, ConnectionPtr> connections_;
  services::SpeedRun rooms_;
  services::Sweeper sweeper_;
};

}  // namespace mcs::simulation
