#include "adapters/redis/link.hpp"

#include <boost/asio/cancel_after.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/redis/connection.hpp>
#include <fmt/format.h>

namespace mcs::redis {

namespace asio = boost::asio;
using boost::system::error_code;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

namespace {

constexpr milliseconds shortest_delay{50};
constexpr milliseconds longest_delay{1'000};

using Connection = boost::redis::basic_connection<asio::io_context::executor_type>;

// Boost.Redis tells why a server refused HELLO only to its logger.
struct HelloListener {
  std::string* refusal;

  void on_hello(const error_code&, const boost::redis::generic_response& response) {
    if (response.has_error()) *refusal = response.error().diagnostic;
  }
  template <class... Args>
  void on_resolve(Args&&...) {}
  template <class... Args>
  void on_connect(Args&&...) {}
  template <class... Args>
  void on_ssl_handshake(Args&&...) {}
  template <class... Args>
  void on_write(Args&&...) {}
  template <class... Args>
  void on_read(Args&&...) {}
  template <class... Args>
  void trace(Args&&...) {}
  void set_prefix(std::string_view) {}
};

boost::redis::config make_config(const ServerAddress& server, const RedisOptions& options) {
  boost::redis::config config;
  config.use_ssl = server.tls;
  config.addr = {server.host, std::to_string(server.port)};
  config.username = server.user;
  config.password = server.password;
  config.clientname = "mc-speedrun";
  config.database_index = server.database;
  config.resolve_timeout = options.connect_timeout;
  config.connect_timeout = options.connect_timeout;
  config.ssl_handshake_timeout = options.connect_timeout;
  // The link checks and reconnects by itself: Boost.Redis does neither after some failures.
  config.health_check_interval = {};
  config.reconnect_wait_interval = {};
  return config;
}

Result<asio::ssl::context> make_tls_context(const ServerAddress& server,
                                            const RedisOptions& options) {
  asio::ssl::context context(asio::ssl::context::tls_client);
  if (!server.tls) return context;
  context.set_options(asio::ssl::context::no_tlsv1 | asio::ssl::context::no_tlsv1_1);
  error_code error;
  if (options.ca_file.empty())
    context.set_default_verify_paths(error);
  else
    context.load_verify_file(options.ca_file.string(), error);
  if (error)
    return fail(ErrorCode::Unavailable,
                fmt::format("the certificate authorities in '{}' cannot be read: {}",
                            options.ca_file.string(), error.message()));
  return context;
}

}  // namespace

struct Link::Session {
  Session(asio::io_context& loop, asio::ssl::context tls)
      : connection(loop.get_executor(), std::move(tls)) {}

  bool usable() const { return running && !given_up; }

  Connection connection;
  bool running = true;  // Whether async_run() has not returned yet.
  error_code ended;     // Why it has.
  std::string refusal;  // Of HELLO.
  std::optional<Error> given_up;
  Replies pushes;
};

Link::Link(asio::io_context& loop, const ServerAddress& server, const RedisOptions& options,
           LinkOwner& owner)
    : loop_(loop), server_(server), options_(options), owner_(owner), timer_(loop) {}

Link::~Link() = default;

void Link::start() {
  asio::co_spawn(loop_, run(), asio::detached);
}

void Link::stop() {
  stopping_ = true;
  drop({ErrorCode::Unavailable, "the speedrun log is closed"});
  timer_.cancel();
}

void Link::drop(Error reason) {
  if (!session_ || session_->given_up) return;
  up_ = false;
  down_reason_ = reason;
  session_->given_up = std::move(reason);
  // Ends all that waits for a reply.
  session_->connection.cancel();
  timer_.cancel();
}

asio::awaitable<void> Link::run() {
  milliseconds delay = shortest_delay;
  while (!stopping_) {
    if (co_await run_session()) delay = shortest_delay;
    if (stopping_) break;
    timer_.expires_after(delay);
    error_code cancelled;
    co_await timer_.async_wait(asio::redirect_error(asio::use_awaitable, cancelled));
    delay = std::min(2 * delay, longest_delay);
  }
}

asio::awaitable<bool> Link::run_session() {
  auto made = make_session();
  if (!made) {
    down_reason_ = made.error();
    owner_.link_down(down_reason_);
    co_return false;
  }
  const std::shared_ptr<Session> session = *made;
  session_ = session;
  session->connection.async_run(make_config(server_, options_), HelloListener{&session->refusal},
                                [this, session](error_code error) {
                                  session->running = false;
                                  session->ended = error;
                                  if (up_.exchange(false) && !session->given_up)
                                    down_reason_ = broken("the connection was lost");
                                  session->connection.cancel();
                                  timer_.cancel();
                                });
  session->connection.set_receive_response(session->pushes);
  asio::co_spawn(loop_, receive(session), asio::detached);
  const bool was_up = co_await use(session);
  session_.reset();
  // More than once: Boost.Redis forgets a cancellation that comes just before it is connected.
  while (session->running) {
    session->connection.cancel();
    timer_.expires_after(shortest_delay);
    error_code cancelled;
    co_await timer_.async_wait(asio::redirect_error(asio::use_awaitable, cancelled));
  }
  co_return was_up;
}

Result<std::shared_ptr<Link::Session>> Link::make_session() {
  auto tls = make_tls_context(server_, options_);
  if (!tls) return fail(tls.error());
  auto session = std::make_shared<Session>(loop_, std::move(*tls));
  if (server_.tls) {
    auto& stream = session->connection.next_layer();
    // RFC 6066, section 3: the name of the server that is meant.
    SSL_set_tlsext_host_name(stream.native_handle(), server_.host.c_str());
    stream.set_verify_mode(asio::ssl::verify_peer);
    stream.set_verify_callback(asio::ssl::host_name_verification(server_.host));
  }
  return session;
}

asio::awaitable<bool> Link::use(std::shared_ptr<Session> session) {
  auto prepared = co_await prepare();
  const bool was_up = prepared && session->usable();
  if (was_up) {
    up_ = true;
    owner_.link_up();
    while (session->usable()) {
      timer_.expires_after(options_.health_check_interval);
      error_code cancelled;
      co_await timer_.async_wait(asio::redirect_error(asio::use_awaitable, cancelled));
      if (!session->usable()) break;
      boost::redis::request ping;
      ping.push("PING");
      const auto pong = co_await execute(std::move(ping));
      if (!pong) {
        prepared = fail(pong.error());
        break;
      }
    }
    up_ = false;
  }
  down_reason_ = session->given_up ? *session->given_up
                 : prepared        ? broken("the connection was lost")
                                   : prepared.error();
  if (!stopping_) owner_.link_down(down_reason_);
  co_return was_up;
}

ports::Async<void> Link::prepare() {
  boost::redis::request ping;
  ping.push("PING");
  // It waits for the connection to be made.
  const auto pong = co_await execute_within(std::move(ping), options_.connect_timeout);
  if (!pong) co_return fail(pong.error());
  co_return co_await owner_.prepare();
}

asio::awaitable<void> Link::receive(std::shared_ptr<Session> session) {
  while (true) {
    error_code error;
    co_await session->connection.async_receive(asio::redirect_error(asio::use_awaitable, error));
    if (error) co_return;
    // One whole push for each time; of the last in the list, only a part may have come.
    auto& pushes = session->pushes.list;
    const Reply push = std::move(pushes.front());
    pushes.erase(pushes.begin());
    owner_.pushed(push);
  }
}

ports::Async<std::vector<Reply>> Link::execute(boost::redis::request request) {
  return execute_within(std::move(request), options_.command_timeout);
}

ports::Async<std::vector<Reply>> Link::execute_within(boost::redis::request request,
                                                      milliseconds time) {
  const std::shared_ptr<Session> session = session_;
  if (!session || session->given_up) co_return fail(down_reason_);
  if (!session->running) co_return fail(broken("the connection was lost"));
  const auto end = steady_clock::now() + time;
  Replies replies;
  error_code error;
  co_await session->connection.async_exec(
      request, boost::redis::any_adapter(replies),
      asio::cancel_after(time, asio::redirect_error(asio::use_awaitable, error)));
  if (!error) co_return std::move(replies.list);
  if (session->given_up) co_return fail(*session->given_up);
  // An answer that comes later would be taken for that to another command.
  const Error reason = broken(session->running && steady_clock::now() >= end
                                  ? fmt::format("no answer within {} ms", time.count())
                                  : "the connection was lost");
  if (session == session_) drop(reason);
  co_return fail(reason);
}

Error Link::broken(std::string_view what) const {
  std::string why(what);
  if (session_ && !session_->refusal.empty())
    why = session_->refusal;
  else if (session_ && session_->ended)
    why = session_->ended.message();
  return {ErrorCode::Unavailable, fmt::format("Redis {}: {}", name_, why)};
}

}  // namespace mcs::redis
