#include "support/http_stub.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/write.hpp>
#include <sys/socket.h>
#include <unistd.h>

namespace mcs::test {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using asio::ip::tcp;

HttpResponse answer(unsigned status, std::string body) {
  HttpResponse response{http::int_to_status(status), 11, std::move(body)};
  response.set(http::field::content_type, "application/x-amz-json-1.0");
  return response;
}

std::optional<HttpResponse> forward(HttpRequest request, std::uint16_t port) {
  asio::io_context context;
  tcp::socket socket(context);
  boost::system::error_code error;
  socket.connect({asio::ip::address_v4::loopback(), port}, error);
  request.keep_alive(false);
  if (!error) http::write(socket, request, error);
  boost::beast::flat_buffer buffer;
  http::response_parser<http::string_body> parser;
  parser.body_limit(boost::none);
  if (!error) http::read(socket, buffer, parser, error);
  if (error) return std::nullopt;
  return parser.release();
}

HttpStub::HttpStub(Handler handler) : handler_(std::move(handler)) {
  asio::io_context context;
  tcp::acceptor acceptor(context, {asio::ip::address_v4::loopback(), 0});
  port_ = acceptor.local_endpoint().port();
  listener_ = ::dup(acceptor.native_handle());
  acceptor_ = std::thread([this] { accept(); });
}

HttpStub::~HttpStub() {
  ::shutdown(listener_, SHUT_RDWR);  // Ends accept().
  acceptor_.join();
  ::close(listener_);
  for (auto& connection : connections_) connection.join();
}

std::string HttpStub::url() const {
  return "http://127.0.0.1:" + std::to_string(port_);
}

void HttpStub::accept() {
  while (true) {
    const int connection = ::accept(listener_, nullptr, nullptr);
    if (connection < 0) return;
    connections_.emplace_back([this, connection] { serve(connection); });
  }
}

// One request for each connection: whoever wants another connects again.
void HttpStub::serve(int connection) {
  asio::io_context context;
  tcp::socket socket(context, tcp::v4(), connection);
  boost::beast::flat_buffer buffer;
  http::request_parser<http::string_body> parser;
  parser.body_limit(boost::none);
  boost::system::error_code error;
  http::read(socket, buffer, parser, error);
  if (error) return;
  ++requests_;
  auto response = handler_(parser.get());
  if (!response) return;
  response->keep_alive(false);
  response->prepare_payload();
  http::write(socket, *response, error);
}

}  // namespace mcs::test
