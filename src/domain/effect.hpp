// Effects: what follows from an input, as orders to whoever holds the connections. They name what
// to send; the words are the protocol's.
#pragma once

#include <variant>
#include <vector>

#include "base/error.hpp"
#include "base/ids.hpp"

namespace mcs::domain {

// To everyone.
struct AnnounceStart {};
struct AnnounceLobby {};        // The lobby was locked or unlocked, or a question set uploaded.
struct AnnounceLeaderboard {};  // Replaceable: only the latest counts.
struct AnnounceTallies {};      // Replaceable; for hosts.
struct AnnounceFinishedCount {};
// The speedrun is over: closing packets to everyone, a completion job.
struct FinishSpeedrun {};

// A participant's name, presence or progress changed; for hosts, who see where everybody is.
struct AnnounceSeat {
  SeatIndex seat;
};

// To one participant, at whichever instance holds its session.
struct ConfirmSeat {
  SeatIndex seat;
  InstanceId instance;
  SessionId session;
};
// What it knows of its own seat is outdated.
struct SendSessionState {
  SeatIndex seat;
};
struct SendStart {
  SeatIndex seat;
};
struct SendQuestion {
  SeatIndex seat;
  QuestionIndex question;
};
struct SendAnswerResult {
  SeatIndex seat;
  QuestionIndex question;
};
// Another connection took the seat.
struct CloseSession {
  InstanceId instance;
  SessionId session;
};
struct RemoveParticipant {
  SeatIndex seat;
};

// To the connection whose packet was refused.
struct Refuse {
  InstanceId instance;
  SessionId session;
  ErrorCode code;
};

using Effect =
    std::variant<AnnounceStart, AnnounceLobby, AnnounceLeaderboard, AnnounceTallies, AnnounceSeat,
                 AnnounceFinishedCount, FinishSpeedrun, ConfirmSeat, SendSessionState, SendStart,
                 SendQuestion, SendAnswerResult, CloseSession, RemoveParticipant, Refuse>;

// Reused from input to input: folding allocates nothing for effects.
using Effects = std::vector<Effect>;

}  // namespace mcs::domain
