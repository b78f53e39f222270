#include "net/http_service.hpp"

#include <algorithm>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/system/system_error.hpp>
#include <exception>
#include <utility>

#include "base/assert.hpp"

namespace mcs::net {

namespace {

// A deadline is kept to about a tenth.
std::chrono::milliseconds check_interval(const HttpOptions& options) {
  const auto shortest =
      std::min({options.header_timeout, options.body_timeout, options.idle_timeout,
                options.response_timeout, options.discard_timeout});
  return std::clamp(shortest / 10, std::chrono::milliseconds{1}, std::chrono::milliseconds{1000});
}

}  // namespace

HttpService::HttpService(IoThread& thread, const HttpOptions& options, const Router& router,
                         Observer& observer, ConnectionBudget& budget, WebSocketEngine& websockets)
    : thread_(thread),
      options_(options),
      router_(router),
      observer_(observer),
      budget_(budget),
      websockets_(websockets),
      deadlines_(thread, check_interval(options), [this] { check_deadlines(); }) {}

HttpService::~HttpService() {
  MCS_ASSERT(connections_.empty());
}

void HttpService::serve(Socket socket, const boost::asio::ip::address& peer) {
  auto* const connection = new HttpConnection(*this, std::move(socket), peer);  // Until ended().
  connections_.push_back(*connection);
  boost::asio::co_spawn(
      thread_.context(), connection->run(),
      boost::asio::bind_cancellation_slot(
          connection->cancellation_slot(),
          [this, connection](const std::exception_ptr& thrown) { ended(*connection, thrown); }));
}

void HttpService::ended(HttpConnection& connection, const std::exception_ptr& thrown) {
  if (!connection.became_websocket()) budget_.release();
  connections_.erase_and_dispose(connections_.iterator_to(connection),
                                 std::default_delete<HttpConnection>());
  try {
    if (thrown) std::rethrow_exception(thrown);
  } catch (const boost::system::system_error&) {
    // The server stops and has cancelled what the connection waited for.
  } catch (const std::exception& unforeseen) {
    observer_.handler_failed({}, unforeseen.what());
  }
  if (connections_.empty() && when_empty_) std::exchange(when_empty_, nullptr)();
}

void HttpService::check_deadlines() {
  const auto now = std::chrono::steady_clock::now();
  for (HttpConnection& connection : connections_) connection.check_deadline(now);
}

void HttpService::drain() {
  draining_ = true;
  for (HttpConnection& connection : connections_) connection.close_if_idle();
}

void HttpService::abort_all() {
  // Cancelling resumes coroutines, which may end at once.
  std::vector<HttpConnection*> all;
  for (HttpConnection& connection : connections_) all.push_back(&connection);
  for (HttpConnection* const connection : all) connection->abort();
}

void HttpService::when_empty(std::function<void()> callback) {
  if (connections_.empty()) return callback();
  when_empty_ = std::move(callback);
}

}  // namespace mcs::net
