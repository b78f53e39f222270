// The speed-run service on one thread: the rooms that live here. Clients' events come in batches;
// what has to be said goes out through RoomOutput.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/unordered/unordered_flat_map.hpp>
#include <memory>
#include <vector>

#include "services/speed_run/room_runner.hpp"

namespace mcs::services {

class SpeedRun {
 public:
  // `output` and what `ports` names outlive the service.
  SpeedRun(boost::asio::any_io_executor executor, SpeedRunPorts ports, SpeedRunOptions options,
           RoomOutput& output);

  // In order; an unknown speedrun's clients are closed with UnknownQuiz.
  void handle(std::vector<ClientEvent> events);

  // UnknownQuiz if there is no such speedrun.
  ports::Async<Admission> admission(SpeedrunId id);

  // Brings a speedrun that nobody may be looking after to its end: see Sweeper.
  void adopt(SpeedrunId id);

  // How long the room's last leaderboard was on its way to all on one thread.
  void report_fan_out(SpeedrunId id, domain::Duration took);

  // Whether acknowledgements are still owed: inputs on their way to the log.
  bool appending() const;
  // The state held for a speedrun, if it is loaded: for tests and tools.
  const domain::Speedrun* find(SpeedrunId id) const;
  std::size_t room_count() const { return rooms_.size(); }

 private:
  std::shared_ptr<RoomRunner> room(SpeedrunId id);

  boost::asio::any_io_executor executor_;
  SpeedRunPorts ports_;
  const SpeedRunOptions options_;
  RoomOutput& output_;
  ClientTable clients_;
  boost::unordered_flat_map<SpeedrunId, std::shared_ptr<RoomRunner>, std::hash<SpeedrunId>> rooms_;
  std::size_t purge_at_ = 64;  // Rooms that are over are dropped when there are so many.
};

}  // namespace mcs::services
