// A race that is the same each time, through all that an answer passes in a server but the kernel:
// frames of clients, their packets, the room, the log's entries, the folded state, the packets and
// frames to clients. Prints how many answers it had; ./check counts the instructions of race().
#include <algorithm>
#include <array>
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "base/assert.hpp"
#include "bots/frames.hpp"
#include "bots/packets.hpp"
#include "domain/log_codec.hpp"
#include "net/frame.hpp"
#include "net/frame_reader.hpp"
#include "protocol/client_packets.hpp"
#include "services/speed_run/room.hpp"

namespace {

using namespace mcs;
using namespace std::chrono_literals;

constexpr std::uint32_t participants = 2'000;
constexpr std::uint16_t question_count = 10;
// So many packets are read between two appends, and so long it takes.
constexpr std::uint32_t batch = 50;
constexpr domain::Duration batch_time = 5ms;
constexpr InstanceId instance{1};
constexpr std::uint8_t text_frame = 1;

class Frames final : public services::RoomOutput {
 public:
  void send(services::ClientAddress, std::string packet) override { write(packet); }
  void broadcast(SpeedrunId, services::Audience, std::string packet,
                 services::Replaceable) override {
    write(packet);
  }
  void announce(SpeedrunId, std::string packet, services::Replaceable) override { write(packet); }
  void close(services::ClientAddress, ErrorCode) override { MCS_ASSERT(false); }

 private:
  void write(const std::string& packet) { last_ = net::make_text_frame(packet); }

  net::Frame last_;
};

class Race {
 public:
  Race() {
    append(domain::SpeedrunCreated{});
    append(domain::QuestionSetUploaded{"cafe", question_count});
    host_ = join(0, {.role = protocol::Role::Host});
    for (std::uint32_t number = 1; number <= participants; ++number) {
      members_.push_back(join(number, {.role = protocol::Role::Participant, .user = {number}}));
      say(number, bots::write_name("Participant " + std::to_string(number)));
      if (number % batch == 0) commit();
    }
    say(0, bots::write_start(question_count, 20s));
    room_.provide_question_set("cafe", questions(), now_);
    commit();
  }

  std::uint32_t run() {
    std::uint32_t answers = 0;
    for (std::uint16_t question = 0; question < question_count; ++question) {
      each_in_batches(
          [&](std::uint32_t number) { say(number, bots::write_question_request(question)); });
      now_ += 1s;
      each_in_batches([&](std::uint32_t number) {
        domain::OptionSet selected;
        selected.insert(number % 4);
        say(number, bots::write_answer(question, selected, domain::Duration{1'000}));
        ++answers;
      });
    }
    MCS_ASSERT(room_.speedrun().phase() == domain::Phase::Finished);
    return answers;
  }

 private:
  static std::shared_ptr<const domain::QuestionSet> questions() {
    domain::QuestionSet set;
    for (std::uint16_t i = 0; i < question_count; ++i)
      set.push_back({.text = "Which of these is the answer to question " + std::to_string(i) + "?",
                     .category = "General",
                     .options = {"The first", "The second", "The third", "The fourth"},
                     .answers = domain::OptionSet::from_bits(1U << (i % 4))});
    return std::make_shared<const domain::QuestionSet>(std::move(set));
  }

  services::MemberId join(std::uint32_t number, services::Identity identity) {
    return room_.join({.thread = 0, .client = number}, {number}, identity, now_);
  }

  // A packet's way from the socket to the room.
  void say(std::uint32_t number, const std::string& packet) {
    std::string frame = bots::write_frame(text_frame, packet, number);
    std::ranges::copy(frame, buffer_.begin());
    std::span<char> input = reader_.input(buffer_, frame.size());
    const auto event = reader_.next(input);
    MCS_ASSERT(event && event->kind == net::FrameReader::Event::Kind::Text);
    const auto decoded = protocol::decode(event->data);
    MCS_ASSERT(decoded);
    MCS_ASSERT(!reader_.next(input));
    room_.receive(number == 0 ? host_ : members_[number - 1], *decoded, {.at = now_});
  }

  template <class Visit>
  void each_in_batches(Visit visit) {
    for (std::uint32_t number = 1; number <= participants; ++number) {
      visit(number);
      if (number % batch == 0) commit();
    }
  }

  void commit() {
    now_ += batch_time;
    while (room_.has_pending()) fold(domain::encode_entry(room_.take_pending()));
    room_.wake(now_);
  }
  void append(domain::InputBody body) {
    const domain::Input input{.at = now_, .instance = instance, .body = std::move(body)};
    fold(domain::encode_entry({&input, 1}));
  }
  void fold(Bytes bytes) {
    const ports::LogEntry entry{{room_.position().value + 1}, std::move(bytes)};
    MCS_ASSERT(room_.fold({&entry, 1}, now_));
  }

  domain::Instant now_ = domain::from_epoch_ms(1'800'000'000'000);
  Frames output_;
  services::Observer observer_;
  services::Room room_{*AccessCode::parse("CDFHJKMN"), {.instance = instance}, output_, observer_};
  services::MemberId host_;
  std::vector<services::MemberId> members_;
  net::FrameReader reader_{64 * 1024};
  std::array<char, 4096> buffer_{};
};

}  // namespace

// What is counted; its name is known to the counting tool.
extern "C" [[gnu::noinline]] std::uint32_t race(void* fixed_race) {
  return static_cast<Race*>(fixed_race)->run();
}

int main() {
  const auto fixed_race = std::make_unique<Race>();
  std::printf("%u\n", race(fixed_race.get()));
}
