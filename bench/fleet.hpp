// Many connections to a server under comparison, driven from one thread.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "bots/address.hpp"
#include "bots/link.hpp"
#include "bots/loop.hpp"
#include "dialect.hpp"

namespace mcs::bench {

class Fleet {
 public:
  Fleet(std::uint16_t port, std::uint32_t connections, const Dialect& dialect);
  ~Fleet();
  Fleet(const Fleet&) = delete;
  Fleet& operator=(const Fleet&) = delete;

  // Upgrades all connections, so many at a time.
  void connect(std::uint32_t at_once = 128);
  // Has the server send everybody a text of `bytes`, `times` times, each when all have the last.
  void broadcast(std::size_t bytes, std::uint32_t times);
  // Each connection asks `times` times, each time when it has the last reply.
  void request(std::uint32_t times);

  std::uint32_t size() const { return static_cast<std::uint32_t>(clients_.size()); }

 private:
  class Client;

  const Dialect& dialect_;
  bots::Loop loop_;
  bots::Server server_;
  std::vector<std::unique_ptr<Client>> clients_;
  std::uint64_t opened_ = 0;
  std::uint64_t received_ = 0;
  std::uint32_t requests_ = 0;  // That each client is to make after the first.
};

}  // namespace mcs::bench
