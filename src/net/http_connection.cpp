#include "net/http_connection.hpp"

#include <exception>
#include <utility>

#include "net/header_list.hpp"
#include "net/http_service.hpp"
#include "net/problem.hpp"
#include "net/remote_address.hpp"
#include "net/request_target.hpp"

namespace mcs::net {

namespace asio = boost::asio;

namespace {

using Clock = std::chrono::steady_clock;
using Outcome = HttpStream::Outcome;

// A body that a handler did not want is read on for the next request's sake, if it is this small.
constexpr std::size_t skipped_body_limit = 64 * 1024;

Error too_large(std::size_t limit) {
  constexpr std::size_t mebibyte = 1024 * 1024;
  std::string allowed = std::to_string(limit) + " bytes";
  if (limit >= mebibyte && limit % mebibyte == 0)
    allowed = std::to_string(limit / mebibyte) + " MiB (" + allowed + ')';
  return {ErrorCode::TooLarge, "the body may have at most " + allowed};
}

}  // namespace

HttpConnection::HttpConnection(HttpService& service, Socket socket, const asio::ip::address& peer)
    : service_(service),
      stream_(std::move(socket)),
      peer_(peer),
      reader_(service.options().header_limit) {}

asio::awaitable<void> HttpConnection::run() {
  stream_.set_deadline(service_.options().header_timeout);
  bool again = co_await serve_one();
  while (again && !service_.is_draining()) {
    reader_.begin();
    phase_ = Phase::Idle;
    stream_.set_deadline(service_.options().idle_timeout);
    again = co_await serve_one();
  }
  if (phase_ != Phase::Busy || request_was_read()) co_return;
  stream_.set_deadline(service_.options().discard_timeout);
  co_await stream_.linger(service_.options().discard_limit);
}

asio::awaitable<bool> HttpConnection::serve_one() {
  exchange_ = {};
  std::optional<Response> response = co_await read_head();
  if (phase_ == Phase::Gone) co_return false;
  phase_ = Phase::Busy;
  exchange_.begin = Clock::now();
  if (!response) response = co_await respond();
  if (!response) co_return false;
  co_return co_await send(std::move(*response));
}

asio::awaitable<std::optional<Response>> HttpConnection::read_head() {
  while (true) {
    const auto complete = reader_.read_head();
    if (!complete) co_return refused(complete.error());
    if (*complete) co_return std::nullopt;
    if (phase_ == Phase::Idle && reader_.has_bytes()) {
      phase_ = Phase::Head;
      stream_.set_deadline(service_.options().header_timeout);
    }
    std::size_t received = 0;
    const Outcome outcome = co_await stream_.receive(reader_.prepare(), received);
    reader_.commit(received);
    if (outcome == Outcome::TimedOut && phase_ == Phase::Head)
      co_return refused({408,
                         {ErrorCode::Timeout, "the request's header took too long"},
                         Refusal::HeaderTimeout});
    if (outcome != Outcome::Done) {
      phase_ = Phase::Gone;
      co_return std::nullopt;
    }
  }
}

Response HttpConnection::refused(const BadRequestHead& bad) {
  exchange_.understood = false;
  service_.observer().refused(bad.reason);
  return make_problem(bad.error, bad.status);
}

asio::awaitable<std::optional<Response>> HttpConnection::respond() {
  Result<RequestTarget> target = parse_request_target(reader_.head().target());
  if (!target) co_return make_problem(target.error());
  request_ = {.method = reader_.head().method(),
              .path = std::move(target->path),
              .query = std::move(target->query),
              .headers = std::move(static_cast<http::fields&>(reader_.head()))};
  request_.remote = client_address(request_.headers, peer_, service_.options().trusted_proxies);

  std::optional<Router::Match> match = service_.router().match(request_.method, target->segments);
  if (!match) co_return make_problem({ErrorCode::NotFound, {}});
  exchange_.route = match->pattern;
  request_.parameters = std::move(match->parameters);
  if (auto refusal = refuse(*match)) co_return refusal;
  if (match->upgrade != nullptr) co_return upgrade(*match->upgrade);
  exchange_.body_limit = match->endpoint->body_limit;
  co_return co_await call(match->endpoint->handler);
}

std::optional<Response> HttpConnection::refuse(const Router::Match& match) {
  if (match.endpoint == nullptr && match.upgrade == nullptr) {
    Response response = make_problem({ErrorCode::MethodNotAllowed, "allowed: " + match.allow});
    response.headers.set(http::field::allow, match.allow);
    return response;
  }
  if (const std::string_view expected = request_.header(http::field::expect); !expected.empty()) {
    if (!equals_ignoring_case(expected, "100-continue"))
      return make_problem({ErrorCode::BadRequest, "only 100-continue can be expected"}, 417);
    exchange_.expects_continue = true;
  }
  const std::size_t limit = match.endpoint == nullptr ? 0 : match.endpoint->body_limit;
  if (reader_.body_remaining().value_or(0) > limit) {
    service_.observer().refused(Refusal::BodyTooLarge);
    return make_problem(too_large(limit));
  }
  return std::nullopt;
}

asio::awaitable<Response> HttpConnection::call(const Handler& handler) {
  try {
    co_return co_await handler(request_, *this);
  } catch (const std::exception& thrown) {
    co_return handler_failed(thrown.what());
  }
}

Response HttpConnection::handler_failed(std::string_view what) {
  service_.observer().handler_failed(exchange_.route, what);
  return make_problem({ErrorCode::Internal, {}});
}

UpgradeDecision HttpConnection::decide(const UpgradeHandler& handler) {
  if (auto refusal = refuse_handshake(request_)) {
    service_.observer().refused(Refusal::Handshake);
    return std::move(*refusal);
  }
  if (service_.is_draining()) return make_problem({ErrorCode::Unavailable, "shutting down"});
  try {
    return handler(request_, service_.thread());
  } catch (const std::exception& thrown) {
    return handler_failed(thrown.what());
  }
}

std::optional<Response> HttpConnection::upgrade(const UpgradeHandler& handler) {
  UpgradeDecision decision = decide(handler);
  if (auto* const response = std::get_if<Response>(&decision)) return std::move(*response);

  phase_ = Phase::WebSocket;
  report(101, 0);
  auto* const turn_away = std::get_if<WebSocketTurnAway>(&decision);
  auto* const accept = std::get_if<WebSocketAccept>(&decision);
  const std::string response = handshake_response(
      request_, accept != nullptr ? accept->subprotocol : turn_away->subprotocol);
  Handshake handshake{.response = response, .early = reader_.unread_bytes(), .turn_away = {}};
  if (accept != nullptr) {
    service_.websockets().open(stream_.release(), *accept, handshake);
  } else {
    handshake.turn_away = std::move(*turn_away);
    service_.websockets().turn_away(stream_.release(), handshake);
  }
  return std::nullopt;
}

asio::awaitable<Result<std::string_view>> HttpConnection::read() {
  if (exchange_.body_error) co_return fail(*exchange_.body_error);
  stream_.set_deadline(exchange_.begin + service_.options().body_timeout);
  if (std::exchange(exchange_.expects_continue, false))
    co_await stream_.send("HTTP/1.1 100 Continue\r\n\r\n", {});
  while (true) {
    auto piece = reader_.read_body();
    if (!piece) co_return body_failed(std::move(piece.error()), Refusal::MalformedRequest);
    if (*piece) {
      exchange_.body_received += (*piece)->size();
      if (exchange_.body_received > exchange_.body_limit)
        co_return body_failed(too_large(exchange_.body_limit), Refusal::BodyTooLarge);
      stream_.clear_deadline();
      co_return **piece;
    }
    std::size_t received = 0;
    const Outcome outcome = co_await stream_.receive(reader_.prepare(), received);
    reader_.commit(received);
    if (outcome == Outcome::TimedOut)
      co_return body_failed({ErrorCode::Timeout, "the request's body took too long"},
                            Refusal::BodyTimeout);
    if (outcome == Outcome::Gone)
      co_return body_failed({ErrorCode::BadRequest, "the request's body is incomplete"},
                            Refusal::MalformedRequest);
  }
}

std::unexpected<Error> HttpConnection::body_failed(Error error, Refusal reason) {
  service_.observer().refused(reason);
  stream_.clear_deadline();
  exchange_.body_error = error;
  return fail(std::move(error));
}

bool HttpConnection::request_was_read() const {
  return exchange_.understood && !exchange_.body_error && reader_.body_remaining() == 0 &&
         !reader_.has_bytes();
}

bool HttpConnection::keeps_alive() const {
  if (!exchange_.understood || exchange_.body_error || service_.is_draining()) return false;
  if (!reader_.keep_alive()) return false;
  const std::optional<std::uint64_t> remaining = reader_.body_remaining();
  if (remaining == 0) return true;
  // Whoever still waits for "100 Continue" may or may not send the body.
  return remaining && *remaining <= skipped_body_limit && !exchange_.expects_continue;
}

asio::awaitable<bool> HttpConnection::send(Response response) {
  const bool keep_alive = keeps_alive();
  const std::string head = serialize_head(response, keep_alive);
  const std::string_view body =
      request_.method == http::verb::head ? std::string_view() : response.body_bytes();
  stream_.set_deadline(service_.options().response_timeout);
  const Outcome outcome = co_await stream_.send(head, body);
  report(response.status, head.size() + body.size());
  if (outcome != Outcome::Done) {
    if (outcome == Outcome::TimedOut) service_.observer().refused(Refusal::ResponseTimeout);
    phase_ = Phase::Gone;
    co_return false;
  }
  if (!keep_alive) co_return false;
  co_return co_await skip_body();
}

asio::awaitable<bool> HttpConnection::skip_body() {
  exchange_.body_limit = skipped_body_limit + exchange_.body_received;
  while (true) {
    const Result<std::string_view> piece = co_await read();
    if (!piece) co_return false;
    if (piece->empty()) co_return true;
  }
}

void HttpConnection::report(std::uint16_t status, std::size_t sent) const {
  service_.observer().answered({.route = exchange_.route,
                                .status = status,
                                .took = Clock::now() - exchange_.begin,
                                .received = exchange_.body_received,
                                .sent = sent});
}

void HttpConnection::close_if_idle() {
  if (phase_ == Phase::Idle) stream_.close();
}

void HttpConnection::abort() {
  stream_.close();
  cancellation_.emit(asio::cancellation_type::terminal);
}

}  // namespace mcs::net
