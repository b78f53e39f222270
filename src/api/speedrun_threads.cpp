#include "api/speedrun_threads.hpp"

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <utility>

namespace mcs::api {

namespace asio = boost::asio;

namespace {

constexpr std::string_view subprotocol = "mc-speedrun";
constexpr std::uint32_t host_message_limit = 16 * 1024;
constexpr std::uint32_t participant_message_limit = 4 * 1024;

struct OfferedToken {
  std::string_view token;
  std::string_view subprotocol;  // To be selected; empty if none was offered.
};

// The token as `?token=`, or as what the client offers next to the subprotocol.
OfferedToken offered_token(const net::Request& request) {
  const auto offered = net::offered_subprotocols(request);
  const auto ours = std::ranges::find(offered, subprotocol);
  if (ours != offered.end() && std::next(ours) != offered.end())
    return {*std::next(ours), subprotocol};
  return {request.query.find("token").value_or(""),
          ours != offered.end() ? subprotocol : std::string_view{}};
}

}  // namespace

SpeedrunThreads::SpeedrunThreads(net::IoThreads& threads, const services::Tokens& tokens,
                                 services::SpeedRunPorts ports, services::SpeedRunOptions options)
    : threads_(threads), tokens_(tokens), clock_(ports.clock), on_threads_(threads.size()) {
  for (std::size_t index = 0; index < threads.size(); ++index) make_thread(index, ports, options);
}

void SpeedrunThreads::make_thread(std::size_t index, const services::SpeedRunPorts& ports,
                                  const services::SpeedRunOptions& options) {
  net::IoThread& thread = threads_[index];
  // What stays on the thread is handed over at once; the rest is posted.
  auto send_events = [this, index](std::size_t to, std::vector<services::ClientEvent> events) {
    if (to == index) return on_threads_[to].rooms->handle(std::move(events));
    threads_[to].post([rooms = on_threads_[to].rooms.get(), batch = std::move(events)]() mutable {
      rooms->handle(std::move(batch));
    });
  };
  auto send_deliveries = [this, index](std::size_t to, Deliveries deliveries) {
    if (to == index) return on_threads_[to].clients->deliver(std::move(deliveries));
    threads_[to].post(
        [clients = on_threads_[to].clients.get(), batch = std::move(deliveries)]() mutable {
          clients->deliver(std::move(batch));
        });
  };
  auto report_fan_out = [this](SpeedrunId id, domain::Duration took) {
    threads_[home_index(id)].post(
        [rooms = home_of(id).rooms.get(), id, took] { rooms->rooms().report_fan_out(id, took); });
  };
  on_threads_[index].clients = std::make_unique<ClientSessions>(
      thread, threads_.size(), clock_, std::move(send_events), std::move(report_fan_out));
  on_threads_[index].rooms = std::make_unique<RoomService>(thread, threads_.size(), ports, options,
                                                           std::move(send_deliveries));
}

net::UpgradeDecision SpeedrunThreads::upgrade(const net::Request& request, net::IoThread& thread) {
  const OfferedToken offered = offered_token(request);
  const auto claims = tokens_.verify(offered.token, clock_.now());
  if (!claims) {
    const ErrorFacts& about = facts(claims.error().code);
    return net::WebSocketTurnAway{.code = about.close_code,
                                  .reason = claims.error().detail,
                                  .subprotocol = std::string(offered.subprotocol)};
  }
  services::Identity identity{.role = protocol::Role::Host};
  if (claims->user) identity = {.role = protocol::Role::Participant, .user = *claims->user};
  ClientSessions& clients = *on_threads_[thread.index()].clients;
  const SessionId session{next_session_.fetch_add(1, std::memory_order_relaxed)};
  return net::WebSocketAccept{
      .listener = &clients,
      .context = clients.admit(claims->speedrun, session, identity),
      .max_message_size = claims->is_host() ? host_message_limit : participant_message_limit,
      .subprotocol = std::string(offered.subprotocol),
      .greets = true};
}

ports::Async<services::Admission> SpeedrunThreads::look_up(SpeedrunId id) {
  co_return co_await asio::co_spawn(threads_[home_index(id)].executor(),
                                    home_of(id).rooms->rooms().admission(id), asio::use_awaitable);
}

void SpeedrunThreads::adopt(SpeedrunId id) {
  threads_[home_index(id)].post(
      [rooms = home_of(id).rooms.get(), id] { rooms->rooms().adopt(id); });
}

bool SpeedrunThreads::appending() {
  for (std::size_t index = 0; index < threads_.size(); ++index)
    if (threads_[index].run([&] { return on_threads_[index].rooms->rooms().appending(); }))
      return true;
  return false;
}

}  // namespace mcs::api
