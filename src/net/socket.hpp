// The sockets and timers of this library: bound to an io_context by type, which makes them smaller
// and their completions direct.
#pragma once

#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/wait_traits.hpp>
#include <chrono>

#include "net/io_thread.hpp"

namespace mcs::net {

using Socket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, IoThread::Executor>;
using Acceptor = boost::asio::basic_socket_acceptor<boost::asio::ip::tcp, IoThread::Executor>;

using Timer = boost::asio::basic_waitable_timer<std::chrono::steady_clock,
                                                boost::asio::wait_traits<std::chrono::steady_clock>,
                                                IoThread::Executor>;

}  // namespace mcs::net
