// The speed-run service over all I/O threads. A connection lives on the thread that accepted it, a
// room on the thread that its access code names; between them travel batches, no shared state.
#pragma once

#include <atomic>
#include <memory>
#include <vector>

#include "api/client_sessions.hpp"
#include "api/room_service.hpp"
#include "net/io_thread.hpp"
#include "net/websocket_upgrade.hpp"
#include "services/sign_on.hpp"
#include "services/tokens.hpp"

namespace mcs::api {

class SpeedrunThreads final : public services::Admissions {
 public:
  // Lives as long as the threads run. What it is given outlives it.
  SpeedrunThreads(net::IoThreads& threads, const services::Tokens& tokens,
                  services::SpeedRunPorts ports, services::SpeedRunOptions options);

  // GET /speedrun.
  net::UpgradeDecision upgrade(const net::Request& request, net::IoThread& thread);

  ports::Async<services::Admission> look_up(SpeedrunId id) override;
  // From any thread.
  void adopt(SpeedrunId id);
  // Whether acknowledgements are still owed. Not from an I/O thread.
  bool appending();

 private:
  struct OnThread {
    std::unique_ptr<ClientSessions> clients;
    std::unique_ptr<RoomService> rooms;
  };

  void make_thread(std::size_t index, const services::SpeedRunPorts& ports,
                   const services::SpeedRunOptions& options);
  OnThread& home_of(SpeedrunId id) { return on_threads_[home_index(id)]; }
  std::size_t home_index(SpeedrunId id) const { return thread_of(id, threads_.size()); }

  net::IoThreads& threads_;
  const services::Tokens& tokens_;
  const ports::Clock& clock_;
  std::vector<OnThread> on_threads_;
  std::atomic<std::uint32_t> next_session_{1};
};

}  // namespace mcs::api
