// One HTTP/1.1 connection: a coroutine that answers request after request, until the connection is
// closed or becomes a WebSocket.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/intrusive/list_hook.hpp>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

#include "net/http_message.hpp"
#include "net/http_stream.hpp"
#include "net/observer.hpp"
#include "net/request_reader.hpp"
#include "net/router.hpp"

namespace mcs::net {

class HttpService;

class HttpConnection final : public boost::intrusive::list_base_hook<>, private RequestBody {
 public:
  HttpConnection(HttpService& service, Socket socket, const boost::asio::ip::address& peer);

  boost::asio::awaitable<void> run();

  void check_deadline(HttpStream::Time now) { stream_.check_deadline(now); }
  void close_if_idle();
  void abort();
  bool became_websocket() const { return phase_ == Phase::WebSocket; }
  boost::asio::cancellation_slot cancellation_slot() { return cancellation_.slot(); }

 private:
  enum class Phase : std::uint8_t {
    Idle,  // Nothing has come of the next request.
    Head,
    Busy,  // From the end of the head to the last byte of the response.
    WebSocket,
    Gone,  // Nobody is there to answer.
  };

  // Of the request being served.
  struct Exchange {
    HttpStream::Time begin{};
    std::string_view route;
    bool understood = true;  // Otherwise nobody knows where the next request begins.
    bool expects_continue = false;
    std::optional<Error> body_error;
    std::size_t body_limit = 0;
    std::size_t body_received = 0;
  };

  // False when there is no next request.
  boost::asio::awaitable<bool> serve_one();
  // The answer to a head that cannot be understood.
  boost::asio::awaitable<std::optional<Response>> read_head();
  // Nothing if the connection became a WebSocket.
  boost::asio::awaitable<std::optional<Response>> respond();
  boost::asio::awaitable<Response> call(const Handler& handler);
  std::optional<Response> refuse(const Router::Match& match);
  std::optional<Response> upgrade(const UpgradeHandler& handler);
  UpgradeDecision decide(const UpgradeHandler& handler);
  Response handler_failed(std::string_view what);

  boost::asio::awaitable<Result<std::string_view>> read() override;
  std::unexpected<Error> body_failed(Error error, Refusal reason);
  // False when the connection cannot be used for another request.
  boost::asio::awaitable<bool> send(Response response);
  boost::asio::awaitable<bool> skip_body();
  bool keeps_alive() const;
  // Nothing more of it is on its way.
  bool request_was_read() const;
  Response refused(const BadRequestHead& bad);
  void report(std::uint16_t status, std::size_t sent) const;

  HttpService& service_;
  HttpStream stream_;
  boost::asio::ip::address peer_;
  boost::asio::cancellation_signal cancellation_;
  Phase phase_ = Phase::Idle;
  RequestReader reader_;
  Request request_;
  Exchange exchange_;
};

}  // namespace mcs::net
