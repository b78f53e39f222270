#include "support/fault_proxy.hpp"

#include <array>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

namespace mcs::test {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

tcp::endpoint local(std::uint16_t port) {
  return {asio::ip::address_v4::loopback(), port};
}

// Without this, closing says good-bye in order.
void close_by_reset(tcp::socket& socket) {
  error_code ignored;
  socket.set_option(asio::socket_base::linger(true, 0), ignored);
  socket.close(ignored);
}

}  // namespace

struct FaultProxy::Connection {
  explicit Connection(tcp::socket accepted)
      : client(std::move(accepted)),
        server(client.get_executor()),
        moving_to_server(client.get_executor()),
        moving_to_client(client.get_executor()) {}

  // Whatever stands still looks again whether it may go on.
  void wake() {
    moving_to_server.cancel();
    moving_to_client.cancel();
  }

  void reset() {
    close_by_reset(client);
    close_by_reset(server);
    wake();
  }

  tcp::socket client;
  tcp::socket server;
  asio::steady_timer moving_to_server;
  asio::steady_timer moving_to_client;
};

FaultProxy::FaultProxy(std::uint16_t server_port) : server_port_(server_port) {
  apply([this] { listen(); });
}

FaultProxy::~FaultProxy() {
  refuse();
}

template <class Change>
void FaultProxy::apply(Change change) {
  std::promise<void> done;
  asio::post(loop_.context(), [&] {
    change();
    done.set_value();
  });
  get(done.get_future());
}

void FaultProxy::lead_to(std::uint16_t server_port) {
  apply([=, this] { server_port_ = server_port; });
}

void FaultProxy::set_latency(std::chrono::milliseconds each_way) {
  apply([=, this] { latency_ = each_way; });
}

void FaultProxy::stall(Direction direction) {
  apply([=, this] { stalled(direction) = true; });
}

void FaultProxy::partition() {
  apply([this] { to_server_stalled_ = to_client_stalled_ = true; });
}

void FaultProxy::heal() {
  apply([this] {
    to_server_stalled_ = to_client_stalled_ = false;
    for (const auto& weak : connections_)
      if (const auto connection = weak.lock()) connection->wake();
  });
}

void FaultProxy::reset() {
  apply([this] { reset_now(); });
}

void FaultProxy::refuse(bool refused) {
  apply([=, this] {
    acceptor_.reset();
    reset_now();
    if (!refused) listen();
  });
}

void FaultProxy::listen() {
  acceptor_ = std::make_unique<tcp::acceptor>(loop_.context(), local(port_));
  port_ = acceptor_->local_endpoint().port();
  asio::co_spawn(loop_.context(), accept(), asio::detached);
}

void FaultProxy::reset_now() {
  for (const auto& weak : connections_)
    if (const auto connection = weak.lock()) connection->reset();
  connections_.clear();
}

asio::awaitable<void> FaultProxy::accept() {
  while (acceptor_) {
    error_code error;
    auto socket =
        co_await acceptor_->async_accept(asio::redirect_error(asio::use_awaitable, error));
    if (error) co_return;
    ++accepted_;
    auto connection = std::make_shared<Connection>(std::move(socket));
    connections_.remove_if([](const auto& weak) { return weak.expired(); });
    connections_.push_back(connection);
    asio::co_spawn(loop_.context(), serve(std::move(connection)), asio::detached);
  }
}

asio::awaitable<void> FaultProxy::serve(std::shared_ptr<Connection> connection) {
  error_code error;
  co_await connection->server.async_connect(local(server_port_),
                                            asio::redirect_error(asio::use_awaitable, error));
  if (error) {
    connection->reset();
    co_return;
  }
  asio::co_spawn(loop_.context(), pump(connection, Direction::ToServer), asio::detached);
  asio::co_spawn(loop_.context(), pump(connection, Direction::ToClient), asio::detached);
}

asio::awaitable<void> FaultProxy::pump(std::shared_ptr<Connection> connection,
                                       Direction direction) {
  auto& from = direction == Direction::ToServer ? connection->client : connection->server;
  auto& to = direction == Direction::ToServer ? connection->server : connection->client;
  auto& moving = direction == Direction::ToServer ? connection->moving_to_server
                                                  : connection->moving_to_client;
  std::array<char, 65'536> buffer;
  error_code error;
  asio::steady_timer late(loop_.context());
  while (true) {
    const auto size = co_await from.async_read_some(
        asio::buffer(buffer), asio::redirect_error(asio::use_awaitable, error));
    if (error) break;
    if (latency_ > latency_.zero()) {
      late.expires_after(latency_);
      co_await late.async_wait(asio::use_awaitable);
    }
    while (stalled(direction) && from.is_open()) {
      error_code woken;
      moving.expires_at(std::chrono::steady_clock::time_point::max());
      co_await moving.async_wait(asio::redirect_error(asio::use_awaitable, woken));
    }
    co_await asio::async_write(to, asio::buffer(buffer, size),
                               asio::redirect_error(asio::use_awaitable, error));
    if (error) break;
  }
  error_code ignored;
  to.shutdown(tcp::socket::shutdown_send, ignored);
}

}  // namespace mcs::test
