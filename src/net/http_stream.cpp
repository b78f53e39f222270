#include "net/http_stream.hpp"

#include <array>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <vector>

namespace mcs::net {

namespace asio = boost::asio;

namespace {

constexpr auto as_result = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t discard_size = 16 * 1024;

}  // namespace

void HttpStream::set_deadline(std::chrono::milliseconds from_now) {
  deadline_ = std::chrono::steady_clock::now() + from_now;
}

void HttpStream::check_deadline(Time now) {
  if (now < deadline_) return;
  clear_deadline();
  timed_out_ = true;
  boost::system::error_code ignored;
  socket_.cancel(ignored);
}

HttpStream::Outcome HttpStream::outcome(const boost::system::error_code& error) const {
  if (!error) return Outcome::Done;
  return timed_out_ ? Outcome::TimedOut : Outcome::Gone;
}

asio::awaitable<HttpStream::Outcome> HttpStream::receive(std::span<char> space,
                                                         std::size_t& received) {
  timed_out_ = false;
  const auto [error, size] =
      co_await socket_.async_read_some(asio::buffer(space.data(), space.size()), as_result);
  received = size;
  co_return outcome(error);
}

asio::awaitable<HttpStream::Outcome> HttpStream::send(std::string_view first,
                                                      std::string_view second) {
  timed_out_ = false;
  const std::array<asio::const_buffer, 2> parts{asio::buffer(first), asio::buffer(second)};
  const auto [error, size] = co_await asio::async_write(socket_, parts, as_result);
  co_return outcome(error);
}

asio::awaitable<void> HttpStream::linger(std::size_t limit) {
  boost::system::error_code failed;
  socket_.shutdown(Socket::shutdown_send, failed);
  std::vector<char> discarded(discard_size);
  std::size_t total = 0;
  while (!failed && total < limit) {
    std::size_t received = 0;
    if (co_await receive(discarded, received) != Outcome::Done) break;
    total += received;
  }
}

void HttpStream::close() {
  boost::system::error_code ignored;
  socket_.close(ignored);
}

}  // namespace mcs::net
