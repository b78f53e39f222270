// What a room's thread tells a connection's thread: in order, in batches.
#pragma once

#include <variant>
#include <vector>

#include "base/access_code.hpp"
#include "base/error.hpp"
#include "net/frame.hpp"
#include "services/speed_run/room_output.hpp"

namespace mcs::api {

// A client's number on its thread.
using ClientNumber = std::uint32_t;

struct ToClient {
  ClientNumber client;
  net::Frame frame;
};
struct ToRoom {
  SpeedrunId room;
  services::Audience audience;
  services::Replaceable replaceable;
  net::Frame frame;
};
struct AnnounceToRoom {
  SpeedrunId room;
  services::Replaceable replaceable;
  net::Frame frame;
};
struct CloseClient {
  ClientNumber client;
  ErrorCode code;
};
// The room knows that the client has left: its number may be given to another.
struct ReleaseClient {
  ClientNumber client;
};

using Delivery = std::variant<ToClient, ToRoom, AnnounceToRoom, CloseClient, ReleaseClient>;
using Deliveries = std::vector<Delivery>;

}  // namespace mcs::api
