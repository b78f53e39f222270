// A connected socket whose waits end at a deadline, which somebody else watches: a timer for each
// connection would cost more than the connection.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <cstddef>
#include <span>
#include <string_view>

#include "net/socket.hpp"

namespace mcs::net {

class HttpStream {
 public:
  using Time = std::chrono::steady_clock::time_point;

  enum class Outcome : std::uint8_t { Done, TimedOut, Gone };

  explicit HttpStream(Socket socket) : socket_(std::move(socket)) {}

  // For what is waited for from now on.
  void set_deadline(Time deadline) { deadline_ = deadline; }
  void set_deadline(std::chrono::milliseconds from_now);
  void clear_deadline() { deadline_ = Time::max(); }
  void check_deadline(Time now);

  // `received` is at least 1 when this is Done.
  boost::asio::awaitable<Outcome> receive(std::span<char> space, std::size_t& received);
  // One after the other, both whole.
  boost::asio::awaitable<Outcome> send(std::string_view first, std::string_view second);
  // Ends the sending side and throws away what comes until the peer has ended its own, or sent
  // `limit` bytes: closing before that would take back an answer that is still on its way.
  boost::asio::awaitable<void> linger(std::size_t limit);

  void close();
  Socket release() { return std::move(socket_); }

 private:
  Outcome outcome(const boost::system::error_code& error) const;

  Socket socket_;
  Time deadline_ = Time::max();
  bool timed_out_ = false;
};

}  // namespace mcs::net
