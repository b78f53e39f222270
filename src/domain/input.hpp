// Inputs: the facts that can change a speedrun, as its log holds them. Nothing else changes it.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "base/ids.hpp"
#include "domain/extra_time.hpp"
#include "domain/rules.hpp"
#include "domain/scoring.hpp"
#include "domain/time.hpp"

namespace mcs::domain {

struct SpeedrunCreated {
  Rules rules;

  friend bool operator==(const SpeedrunCreated&, const SpeedrunCreated&) = default;
};

struct QuestionSetUploaded {
  std::string content_hash;  // Hexadecimal SHA-256 of the stored bytes.
  std::uint32_t question_count;

  friend bool operator==(const QuestionSetUploaded&, const QuestionSetUploaded&) = default;
};

struct SpeedrunStarted {
  SessionId session;  // The host's connection, for a refusal.
  std::string quiz_name;
  std::vector<std::string> categories;
  Duration question_duration;
  std::string content_hash;          // Of the set that the selection was made from.
  std::vector<AnswerKey> selection;  // Not empty.

  friend bool operator==(const SpeedrunStarted&, const SpeedrunStarted&) = default;
};

// A participant takes a seat, or changes the name on the seat it has.
struct SeatTaken {
  UserId user;
  SessionId session;
  std::string name;  // As normalize_name returns it.

  friend bool operator==(const SeatTaken&, const SeatTaken&) = default;
};

struct ParticipantConnected {
  SeatIndex seat;
  SessionId session;

  friend bool operator==(const ParticipantConnected&, const ParticipantConnected&) = default;
};

struct ParticipantDisconnected {
  SeatIndex seat;
  SessionId session;

  friend bool operator==(const ParticipantDisconnected&, const ParticipantDisconnected&) = default;
};

struct QuestionServed {
  SeatIndex seat;
  QuestionIndex question;
  SessionId session;

  friend bool operator==(const QuestionServed&, const QuestionServed&) = default;
};

struct AnswerSubmitted {
  SeatIndex seat;
  QuestionIndex question;
  SessionId session;
  OptionSet selected;
  Duration claimed;  // The client's own measure.
  Duration elapsed;  // From the question's first sending to the answer's frame, at the instance.
  Duration credit;   // The connection's smallest round trip, at most the speedrun's latency credit.

  friend bool operator==(const AnswerSubmitted&, const AnswerSubmitted&) = default;
};

// The participant's own clock ran out.
struct TimeoutReported {
  SeatIndex seat;
  QuestionIndex question;
  SessionId session;

  friend bool operator==(const TimeoutReported&, const TimeoutReported&) = default;
};

struct LobbyLocked {
  bool locked;

  friend bool operator==(const LobbyLocked&, const LobbyLocked&) = default;
};

struct ParticipantKicked {
  UserId user;
  SessionId session;  // The host's connection, for a refusal.

  friend bool operator==(const ParticipantKicked&, const ParticipantKicked&) = default;
};

struct HostEnded {
  friend bool operator==(const HostEnded&, const HostEnded&) = default;
};

// An instance says what time it is, because something is due or to show that it is alive.
struct ClockTicked {
  friend bool operator==(const ClockTicked&, const ClockTicked&) = default;
};

// The host gives a participant extra time, or takes it away.
struct ExtraTimeSet {
  UserId user;
  SessionId session;  // The host's connection, for a refusal.
  ExtraTime extra_time;

  friend bool operator==(const ExtraTimeSet&, const ExtraTimeSet&) = default;
};

// The order of the alternatives is the log's format: append only.
using InputBody = std::variant<SpeedrunCreated, QuestionSetUploaded, SpeedrunStarted, SeatTaken,
                               ParticipantConnected, ParticipantDisconnected, QuestionServed,
                               AnswerSubmitted, TimeoutReported, LobbyLocked, ParticipantKicked,
                               HostEnded, ClockTicked, ExtraTimeSet>;

struct Input {
  Instant at;           // The receiving instance's clock.
  InstanceId instance;  // Which instance that was.
  InputBody body;

  friend bool operator==(const Input&, const Input&) = default;
};

}  // namespace mcs::domain
