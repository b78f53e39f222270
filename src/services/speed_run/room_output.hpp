// Where a room's packets go. The room knows who is meant; how a packet reaches them is another's.
#pragma once

#include <compare>
#include <cstdint>
#include <string>

#include "base/access_code.hpp"
#include "base/error.hpp"
#include "base/ids.hpp"

namespace mcs::services {

// Where a client is connected in this process; opaque to the room.
struct ClientAddress {
  std::uint32_t thread = 0;
  std::uint32_t client = 0;

  friend auto operator<=>(const ClientAddress&, const ClientAddress&) = default;
};

enum class Audience : std::uint8_t { Everyone, Hosts };

// Packets that a later one of the same kind replaces: a slow client has at most one of each
// waiting.
enum class Replaceable : std::uint8_t { No, Leaderboard, HostSummary, FinishedCount };

class RoomOutput {
 public:
  virtual ~RoomOutput() = default;

  // In the order of the calls, also between send() and broadcast().
  virtual void send(ClientAddress client, std::string packet) = 0;
  virtual void broadcast(SpeedrunId room, Audience audience, std::string packet,
                         Replaceable replaceable) = 0;
  // To everyone by and by, so that nobody's own packets wait until thousands have been told: what
  // is sent or broadcast later may come before it, but for the next of its kind.
  virtual void announce(SpeedrunId room, std::string packet, Replaceable replaceable) = 0;
  // Ends the connection with the close code of `code`, which has one. The client's leaving is
  // reported back as any other.
  virtual void close(ClientAddress client, ErrorCode code) = 0;
};

}  // namespace mcs::services
