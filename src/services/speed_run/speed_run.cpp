#include "services/speed_run/speed_run.hpp"

#include <algorithm>
#include <utility>

namespace mcs::services {

SpeedRun::SpeedRun(boost::asio::any_io_executor executor, SpeedRunPorts ports,
                   SpeedRunOptions options, RoomOutput& output)
    : executor_(std::move(executor)), ports_(ports), options_(options), output_(output) {}

void SpeedRun::handle(std::vector<ClientEvent> events) {
  std::vector<std::shared_ptr<RoomRunner>> touched;
  for (ClientEvent& event : events) {
    auto runner = clients_[event.client].room;
    if (const auto* joined = std::get_if<ClientJoined>(&event.what)) {
      runner = room(joined->speedrun);
      clients_[event.client].room = runner;
    }
    if (!runner) continue;
    if (touched.empty() || touched.back() != runner) touched.push_back(runner);
    runner->handle(std::move(event));
  }
  for (const auto& runner : touched) runner->settle();
}

std::shared_ptr<RoomRunner> SpeedRun::room(SpeedrunId id) {
  const auto found = rooms_.find(id);
  if (found != rooms_.end() && !found->second->over()) return found->second;
  if (rooms_.size() >= purge_at_) {
    boost::unordered::erase_if(rooms_, [](const auto& room) { return room.second->over(); });
    purge_at_ = std::max<std::size_t>(64, 2 * rooms_.size());
  }
  auto runner = std::make_shared<RoomRunner>(executor_, ports_, options_, id, output_, clients_);
  rooms_.insert_or_assign(id, runner);
  runner->start();
  return runner;
}

ports::Async<Admission> SpeedRun::admission(SpeedrunId id) {
  const auto runner = room(id);
  co_return co_await runner->admission();
}

void SpeedRun::adopt(SpeedrunId id) {
  room(id);
}

void SpeedRun::report_fan_out(SpeedrunId id, domain::Duration took) {
  const auto found = rooms_.find(id);
  if (found != rooms_.end()) found->second->report_fan_out(took);
}

const domain::Speedrun* SpeedRun::find(SpeedrunId id) const {
  const auto found = rooms_.find(id);
  return found != rooms_.end() ? found->second->speedrun() : nullptr;
}

bool SpeedRun::appending() const {
  return std::ranges::any_of(rooms_, [](const auto& room) { return room.second->appending(); });
}

}  // namespace mcs::services
