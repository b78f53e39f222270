// An independent implementation, Boost.Beast's client, talks to the server.
#include <boost/asio/connect.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/websocket.hpp>

#include "net/testing/websocket_test.hpp"

namespace mcs::net {
namespace {

using namespace testing;
namespace websocket = boost::beast::websocket;

class WebSocketInteropTest : public WebSocketTest {
 protected:
  WebSocketInteropTest() { accept_.max_message_size = 1024 * 1024; }

  void connect_client() {
    boost::asio::ip::tcp::endpoint server(boost::asio::ip::address_v4::loopback(), server_->port());
    client_.next_layer().connect(server);
    client_.handshake("localhost", "/ws");
  }

  std::string read() {
    boost::beast::flat_buffer buffer;
    client_.read(buffer);
    return boost::beast::buffers_to_string(buffer.data());
  }

  boost::asio::io_context context_;
  websocket::stream<boost::asio::ip::tcp::socket> client_{context_};
};

TEST_F(WebSocketInteropTest, exchanges_messages_of_any_size_and_fragmentation) {
  start();
  connect_client();
  client_.text(true);
  for (const bool fragmented : {false, true}) {
    client_.auto_fragment(fragmented);
    client_.write_buffer_bytes(512);
    for (const std::size_t size :
         {0U, 1U, 125U, 126U, 511U, 512U, 513U, 65'535U, 65'536U, 1'000'000U}) {
      const std::string text(size, 'x');
      client_.write(boost::asio::buffer(text));
      ASSERT_EQ(read(), text) << size;
    }
  }
}

TEST_F(WebSocketInteropTest, answers_pings) {
  start();
  connect_client();
  std::string pong;
  client_.control_callback([&](websocket::frame_type type, boost::beast::string_view payload) {
    if (type == websocket::frame_type::pong) pong = payload;
  });
  client_.ping("hello");
  client_.text(true);
  client_.write(boost::asio::buffer("x", 1));
  EXPECT_EQ(read(), "x");
  EXPECT_EQ(pong, "hello");
}

TEST_F(WebSocketInteropTest, closes_in_both_directions) {
  start();
  connect_client();
  client_.close({websocket::close_code::going_away, "bye"});
  EXPECT_EQ(wait_for_end(), "1001 clean");
}

TEST_F(WebSocketInteropTest, is_closed_with_code_and_reason) {
  listener_.on_message = [](WebSocketSession& session, std::string_view) {
    session.close(4409, "another tab");
  };
  start();
  connect_client();
  client_.text(true);
  client_.write(boost::asio::buffer("x", 1));
  boost::beast::flat_buffer buffer;
  boost::system::error_code error;
  client_.read(buffer, error);
  EXPECT_EQ(error, websocket::error::closed);
  EXPECT_EQ(client_.reason().code, 4409);
  EXPECT_EQ(client_.reason().reason, "another tab");
  EXPECT_EQ(wait_for_end(), "4409 clean");
}

}  // namespace
}  // namespace mcs::net
