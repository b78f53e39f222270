#include "net/listener.hpp"

#include <boost/asio/ip/v6_only.hpp>
#include <cerrno>
#include <string>
#include <string_view>
#include <sys/socket.h>

#include "net/remote_address.hpp"

namespace mcs::net {

namespace asio = boost::asio;

namespace {

constexpr int waiting_connections = 4096;
// When descriptors run out: until some connection may have gone.
constexpr std::chrono::milliseconds pause_time{100};
constexpr std::string_view over_limit =
    "HTTP/1.1 503 Service Unavailable\r\n"
    "Retry-After: 1\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

std::string describe(const ListenAddress& address) {
  const auto ip = address.endpoint.address();
  const std::string host = ip.is_v6() ? '[' + ip.to_string() + ']' : ip.to_string();
  return host + ':' + std::to_string(address.endpoint.port());
}

std::unexpected<Error> cannot_listen(const ListenAddress& address,
                                     const boost::system::error_code& error) {
  std::string why = "cannot listen on " + describe(address) + ": " + error.message();
  if (error == asio::error::address_in_use)
    why += "; another program uses the port: stop it or choose another port";
  if (error == asio::error::access_denied)
    why += "; ports below 1024 need privileges: choose a higher one";
  return fail(ErrorCode::Unavailable, std::move(why));
}

// Opens and binds; the kernel's refusal is in the result.
boost::system::error_code bind(Acceptor& acceptor, const ListenAddress& address, bool shared) {
  boost::system::error_code error;
  acceptor.open(address.endpoint.protocol(), error);
  if (error) return error;
  acceptor.set_option(Acceptor::reuse_address(true), error);
  const int on = 1;
  if (shared && !error &&
      ::setsockopt(acceptor.native_handle(), SOL_SOCKET, SO_REUSEPORT, &on, sizeof on) != 0)
    return {errno, boost::system::system_category()};
  if (!error && address.endpoint.address().is_v6())
    acceptor.set_option(asio::ip::v6_only(address.only_v6), error);
  // Accepted sockets inherit it.
  if (!error) acceptor.set_option(asio::ip::tcp::no_delay(true), error);
  if (!error) acceptor.bind(address.endpoint, error);
  return error;
}

}  // namespace

Result<void> check_free(const ListenAddress& address) {
  asio::io_context context;
  Acceptor probe(context);
  if (const auto error = bind(probe, address, false)) return cannot_listen(address, error);
  return {};
}

Listener::Listener(IoThread& thread, Observer& observer, ConnectionBudget& budget,
                   Accepted accepted)
    : observer_(observer),
      budget_(budget),
      accepted_(std::move(accepted)),
      acceptor_(std::make_shared<Acceptor>(thread.context())),
      pause_(thread.context()) {}

Result<void> Listener::open(const ListenAddress& address) {
  boost::system::error_code error = bind(*acceptor_, address, true);
  if (!error) acceptor_->listen(waiting_connections, error);
  if (error) return cannot_listen(address, error);
  port_ = acceptor_->local_endpoint(error).port();
  accept();
  return {};
}

void Listener::accept() {
  acceptor_->async_accept(peer_, [this, alive = std::weak_ptr(acceptor_)](
                                     boost::system::error_code error, Socket socket) {
    if (alive.expired()) return;
    on_accepted(error, std::move(socket));
  });
}

void Listener::on_accepted(boost::system::error_code error, Socket socket) {
  if (error == asio::error::connection_aborted) return accept();
  if (error) return pause();
  if (budget_.try_take()) {
    accepted_(std::move(socket), unmapped(peer_.address()));
  } else {
    observer_.refused(Refusal::ConnectionLimit);
    ::send(socket.native_handle(), over_limit.data(), over_limit.size(),
           MSG_DONTWAIT | MSG_NOSIGNAL);
  }
  accept();
}

void Listener::pause() {
  observer_.refused(Refusal::DescriptorLimit);
  pause_.expires_after(pause_time);
  pause_.async_wait([this, alive = std::weak_ptr(acceptor_)](boost::system::error_code error) {
    if (!error && !alive.expired()) accept();
  });
}

}  // namespace mcs::net
