// The frame around a server packet's payload, and the parts that several packets share.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "domain/seats.hpp"
#include "domain/tallies.hpp"
#include "protocol/json_writer.hpp"

namespace mcs::protocol {

// {"type": ..., "payload": {...}}: write the payload's members, then finish.
class PacketWriter {
 public:
  explicit PacketWriter(std::string_view type, std::size_t expected_size = 256) : json_(text_) {
    text_.reserve(expected_size);
    json_.begin_object().member("type", type).key("payload").begin_object();
  }
  PacketWriter(const PacketWriter&) = delete;
  PacketWriter& operator=(const PacketWriter&) = delete;

  JsonWriter& payload() { return json_; }

  std::string finish() && {
    json_.end_object().end_object();
    return std::move(text_);
  }

 private:
  std::string text_;
  JsonWriter json_;
};

inline void write_identity(JsonWriter& json, const domain::SeatTable& seats, SeatIndex seat) {
  json.member("userId", seats[seat].user).member("name", seats.name(seat));
}

// What an identity takes in a frame, and a little more: frames are reserved by it.
inline constexpr std::size_t identity_size = 72;

}  // namespace mcs::protocol
