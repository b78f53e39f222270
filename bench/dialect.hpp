// What is spoken on a WebSocket to a server under comparison.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace mcs::bench {

// Texts of the job as the server wants them. The same for all connections.
class Dialect {
 public:
  virtual ~Dialect() = default;

  // The token in the upgrade's address, or what stands for it.
  virtual std::string_view token() const = 0;
  // Whether the upgrade is the last step before texts of the job.
  virtual bool is_open_when_upgraded() const = 0;
  virtual std::string write(std::string_view text) const = 0;

  enum class Means { Text, Open, Nothing };
  struct Heard {
    Means means = Means::Nothing;
    std::string_view answer;  // To be sent at once, unless empty.
  };
  virtual Heard read(std::string_view message) const = 0;
};

// One WebSocket message a text.
std::unique_ptr<Dialect> plain();
// Engine.IO's protocol 4 and Socket.IO's protocol 5 on it, without acknowledgements:
// https://socket.io/docs/v4/engine-io-protocol/, https://socket.io/docs/v4/socket-io-protocol/.
std::unique_ptr<Dialect> socket_io();

}  // namespace mcs::bench
