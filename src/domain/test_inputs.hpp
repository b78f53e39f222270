// For tests: inputs that a speedrun could meet, likely and unlikely ones, from a seed.
#pragma once

#include <random>

#include "domain/test_speedrun.hpp"

namespace mcs::domain::testing {

class RandomInputs {
 public:
  explicit RandomInputs(unsigned seed) : random_(seed) {}

  // Most inputs fit the state; some do not, as after a race between instances.
  Input next(const Speedrun& run) {
    now_ += Duration{below(2'000)};
    const InstanceId instance = below(4) == 0 ? instance_b : instance_a;
    return {.at = now_, .instance = instance, .body = body(run)};
  }

 private:
  std::uint32_t below(std::uint32_t bound) { return static_cast<std::uint32_t>(random_() % bound); }

  InputBody body(const Speedrun& run) {
    if (!run.created()) return SpeedrunCreated{};
    if (run.phase() == Phase::Lobby && below(100) == 0) {
      if (!run.question_set()) return QuestionSetUploaded{"aa", 5};
      return SpeedrunStarted{{0}, "Q", {"c"}, 10s, run.question_set()->content_hash, keys()};
    }
    if (below(200) == 0) return ParticipantKicked{{below(40)}, {0}};
    if (below(30) == 0)
      return ExtraTimeSet{{below(40)}, {0}, ExtraTime{static_cast<std::uint8_t>(25 * below(5))}};
    if (below(400) == 0) return LobbyLocked{below(2) == 0};
    if (below(3'000) == 0) return HostEnded{};
    if (below(20) == 0) return ClockTicked{};
    if (run.seats().size() < 20 || below(30) == 0) {
      const std::uint32_t user = below(40);
      return SeatTaken{{user}, {below(1'000)}, "P" + std::to_string(user + 40 * below(2))};
    }
    return about_a_seat(run);
  }

  InputBody about_a_seat(const Speedrun& run) {
    const SeatIndex seat{below(static_cast<std::uint32_t>(run.seats().size()))};
    const Seat& it = run.seats()[seat];
    const std::uint16_t off_by = below(20) == 0 ? 1 : 0;
    const QuestionIndex question{static_cast<std::uint16_t>(it.answered_count + off_by)};
    const SessionId session = it.session;
    switch (below(8)) {
      case 0: return ParticipantConnected{seat, {below(1'000)}};
      case 1: return ParticipantDisconnected{seat, session};
      case 2: return TimeoutReported{seat, question, session};
      case 3:
      case 4: return QuestionServed{seat, question, session};
      default: break;
    }
    return AnswerSubmitted{.seat = seat,
                           .question = question,
                           .session = session,
                           .selected = OptionSet::from_bits(static_cast<std::uint16_t>(below(16))),
                           .claimed = Duration{below(12'000)},
                           .elapsed = Duration{below(12'000)},
                           .credit = Duration{below(300)}};
  }

  static std::vector<AnswerKey> keys() {
    std::vector<AnswerKey> keys;
    for (std::uint16_t q = 0; q < 5; ++q)
      keys.push_back({.source_index = q,
                      .option_count = 4,
                      .correct = OptionSet::from_bits(q % 2 == 0 ? 1 : 6)});
    return keys;
  }

  std::mt19937 random_;
  Instant now_ = test_epoch;
};

}  // namespace mcs::domain::testing
