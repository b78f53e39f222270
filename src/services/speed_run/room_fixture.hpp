// For tests: a room with its log beside it, clients that remember what they were sent, and a clock
// set by hand.
#pragma once

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <gtest/gtest.h>
#include <map>
#include <string>
#include <vector>

#include "domain/log_codec.hpp"
#include "services/speed_run/room.hpp"

namespace mcs::services::testing {

using namespace std::chrono_literals;
namespace json = boost::json;

inline constexpr InstanceId own_instance{1};
inline constexpr InstanceId other_instance{2};
inline const SpeedrunId room_id = AccessCode::parse("CDFHJKMN").value();

struct Packet {
  std::string type;
  json::object payload;
};

class RecordingOutput final : public RoomOutput {
 public:
  struct Client {
    bool host = false;
    std::vector<Packet> packets;
    std::optional<ErrorCode> closed;
  };

  void send(ClientAddress client, std::string packet) override {
    clients[client.client].packets.push_back(parse(packet));
  }
  void broadcast(SpeedrunId, Audience audience, std::string packet, Replaceable) override {
    for (auto& [number, client] : clients)
      if (audience == Audience::Everyone || client.host) client.packets.push_back(parse(packet));
  }
  void announce(SpeedrunId room, std::string packet, Replaceable replaceable) override {
    broadcast(room, Audience::Everyone, std::move(packet), replaceable);
  }
  void close(ClientAddress client, ErrorCode code) override {
    clients[client.client].closed = code;
  }

  std::map<std::uint32_t, Client> clients;

 private:
  static Packet parse(const std::string& text) {
    const auto packet = json::parse(text).as_object();
    return {std::string(packet.at("type").as_string()), packet.at("payload").as_object()};
  }
};

// Clients are called by the number that is their address and session at once.
class RoomTest : public ::testing::Test {
 protected:
  RoomTest() { append(domain::SpeedrunCreated{}); }

  // --- The log
  void append(domain::InputBody body, InstanceId from = own_instance) {
    append_inputs({{.at = now, .instance = from, .body = std::move(body)}});
  }
  void append_inputs(const std::vector<domain::Input>& inputs) {
    const ports::LogEntry entry{{room.position().value + 1}, domain::encode_entry(inputs)};
    ASSERT_TRUE(room.fold({&entry, 1}, now));
  }
  // What the driver does: the room's inputs become the log's next entry.
  void commit() {
    while (room.has_pending()) append_inputs(room.take_pending());
  }

  // --- Clients
  void join_host(std::uint32_t number) { join(number, {.role = protocol::Role::Host}); }
  void join_participant(std::uint32_t number, std::uint64_t user) {
    join(number, {.role = protocol::Role::Participant, .user = {user}});
  }
  void join(std::uint32_t number, Identity identity) {
    output.clients[number].host = identity.role == protocol::Role::Host;
    members[number] = room.join({.thread = 0, .client = number}, {number}, identity, now);
  }
  void leave(std::uint32_t number) {
    room.leave(members.at(number), now);
    members.erase(number);
    output.clients.erase(number);
  }
  // Joined and seated, as user `number`.
  void seat(std::uint32_t number) {
    join_participant(number, number);
    say(number, protocol::ParticipantConfig{"P" + std::to_string(number)});
    commit();
  }
  void say(std::uint32_t number, const protocol::ClientPacket& packet,
           domain::Duration round_trip = 0ms) {
    room.receive(members.at(number), packet, {.at = now, .round_trip = round_trip});
  }
  void ask(std::uint32_t number, std::uint16_t question) {
    say(number, protocol::RequestParticipantQuestion{{question}});
  }
  void answer(std::uint32_t number, std::uint16_t question, std::size_t option = 0,
              domain::Duration claimed = 0ms, domain::Duration round_trip = 0ms) {
    domain::OptionSet selected;
    selected.insert(option);
    say(number, protocol::ParticipantAnswer{{question}, selected, claimed}, round_trip);
  }

  // --- The speedrun
  static std::shared_ptr<const domain::QuestionSet> questions() {
    domain::QuestionSet set;
    for (int i = 0; i < 3; ++i) {
      domain::Question question{.text = "Q" + std::to_string(i),
                                .category = "General",
                                .options = {"a", "b", "c"},
                                .answers = domain::OptionSet::from_bits(1)};
      set.push_back(std::move(question));
    }
    return std::make_shared<const domain::QuestionSet>(std::move(set));
  }
  void upload() { append(domain::QuestionSetUploaded{"cafe", 3}); }
  void provide() { room.provide_question_set("cafe", questions(), now); }
  void start(std::uint32_t host) {
    upload();
    say(host, protocol::HostConfig{"Quiz", {"General"}, 10s, {0, 1, 2}});
    provide();
    commit();
  }
  void wake_after(domain::Duration duration) {
    now += duration;
    room.wake(now);
  }

  // --- What came
  std::vector<Packet> take(std::uint32_t number) {
    return std::exchange(output.clients.at(number).packets, {});
  }
  std::vector<std::string> take_types(std::uint32_t number) {
    std::vector<std::string> types;
    for (const Packet& packet : take(number)) types.push_back(packet.type);
    return types;
  }
  // The last packet of a type; everything received so far is then forgotten.
  json::object last(std::uint32_t number, const std::string& type) {
    json::object found;
    bool any = false;
    for (const Packet& packet : take(number))
      if (packet.type == type) found = packet.payload, any = true;
    EXPECT_TRUE(any) << "no " << type << " came";
    return found;
  }
  std::string error_code(std::uint32_t number) {
    return std::string(last(number, "ERROR")["code"].as_string());
  }
  std::optional<ErrorCode> closed(std::uint32_t number) { return output.clients.at(number).closed; }

  domain::Instant now = domain::from_epoch_ms(1'800'000'000'000);
  RecordingOutput output;
  Observer observer;
  Room room{room_id, {.instance = own_instance}, output, observer};
  std::map<std::uint32_t, MemberId> members;
};

}  // namespace mcs::services::testing
