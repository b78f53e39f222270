// A client that sends bytes as they are, for what no well-behaved client would do. Blocks; gives up
// on a read after twenty seconds.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mcs::net::testing {

struct HttpReply {
  int status = 0;  // 0: the connection ended instead.
  std::string head;
  std::string body;

  // The header's value, or "" if it is not there.
  std::string header(std::string_view name) const;
};

class RawClient {
 public:
  explicit RawClient(std::uint16_t port, const char* host = "127.0.0.1");
  RawClient(RawClient&& other) noexcept;
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;
  ~RawClient();

  // False once the server has closed the connection.
  bool send(std::string_view bytes);
  void end_sending();
  // Closes with a reset instead of a proper end.
  void reset();

  // Whether something has come that was not read.
  bool has_more() const;
  // At least one byte; "" at the end of the stream or after a reset.
  std::string receive();
  std::string receive_exactly(std::size_t size);
  std::string receive_all();

  HttpReply read_reply(bool has_body = true);
  HttpReply request(std::string_view bytes);
  HttpReply get(std::string_view target, std::string_view headers = {});

  // What was received beyond the last reply.
  std::string& buffer() { return buffer_; }

 private:
  int socket_;
  std::string buffer_;
};

}  // namespace mcs::net::testing
