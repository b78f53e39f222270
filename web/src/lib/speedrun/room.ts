// What host and participants know alike of a speedrun, folded from the packets.
import type { LeaderboardEntry, Payload, Phase, ServerPacket } from '$lib/protocol/packets';

export interface Room {
  readonly phase: Phase | null; // Null until the server has told.
  readonly quizName: string;
  readonly lobbyLocked: boolean;
  readonly startTimeEpochMs: number | null; // By the server's clock.
  readonly questionDurationMs: number;
  readonly numberOfQuestions: number;
  readonly leaderboard: readonly LeaderboardEntry[];
  readonly totalParticipants: number;
  readonly finishedParticipants: number;
  // Server's clock minus ours.
  readonly clockOffsetMs: number;
  // False while the server cannot keep answers.
  readonly available: boolean;
  // The last packet has come; nothing more will.
  readonly over: boolean;
}

export const unknownRoom: Room = {
  phase: null,
  quizName: '',
  lobbyLocked: false,
  startTimeEpochMs: null,
  questionDurationMs: 0,
  numberOfQuestions: 0,
  leaderboard: [],
  totalParticipants: 0,
  finishedParticipants: 0,
  clockOffsetMs: 0,
  available: true,
  over: false,
};

export function roomAfter(room: Room, packet: ServerPacket, now: number): Room {
  switch (packet.type) {
    case 'SESSION-STATE':
      return afterSessionState(room, packet.payload, now);
    case 'LEADERBOARD': {
      const { leaderboard, totalParticipants } = packet.payload;
      return { ...room, leaderboard, totalParticipants };
    }
    case 'BROADCAST-START': {
      const start = startOf(packet.payload);
      // No start is told before it happens: if it seems so, our idea of the server's clock is old.
      const clockOffsetMs = Math.max(room.clockOffsetMs, start.startTimeEpochMs - now);
      const { quizName } = packet.payload;
      return { ...room, phase: 'running', quizName, ...start, clockOffsetMs };
    }
    case 'BROADCAST-PARTICIPANT-FINISHED':
      return { ...room, finishedParticipants: packet.payload.totalFinishedParticipants };
    case 'NOTIFY-HOST-PARTICIPANTS': {
      const { totalParticipants, totalFinishedParticipants } = packet.payload;
      return { ...room, totalParticipants, finishedParticipants: totalFinishedParticipants };
    }
    case 'NOTIFY-PARTICIPANT-QUIZ-SUMMARY': {
      const { totalParticipants } = packet.payload;
      return { ...room, phase: 'finished', totalParticipants };
    }
    case 'BROADCAST-QUIZ-FINISHED':
      return { ...room, phase: 'finished', over: true };
    case 'SERVICE-STATE':
      return { ...room, available: packet.payload.available };
    default:
      return room;
  }
}

function afterSessionState(room: Room, state: Payload<'SESSION-STATE'>, now: number): Room {
  const { startTimeEpochSecs, questionDuration, numberOfQuestions } = state;
  const started =
    startTimeEpochSecs !== undefined &&
    questionDuration !== undefined &&
    numberOfQuestions !== undefined;
  return {
    ...room,
    phase: state.phase,
    quizName: state.quizName ?? room.quizName,
    lobbyLocked: state.lobbyLocked,
    ...(started && startOf({ startTimeEpochSecs, questionDuration, numberOfQuestions })),
    totalParticipants: state.totalParticipants ?? room.totalParticipants,
    finishedParticipants: state.totalFinishedParticipants ?? room.finishedParticipants,
    clockOffsetMs: state.serverTimeEpochMs - now,
  };
}

function startOf(start: Omit<Payload<'BROADCAST-START'>, 'quizName'>) {
  return {
    startTimeEpochMs: start.startTimeEpochSecs * 1_000,
    questionDurationMs: start.questionDuration * 1_000,
    numberOfQuestions: start.numberOfQuestions,
  };
}

// When the speedrun started, by our clock.
export function startedAt(room: Room): number | null {
  return room.startTimeEpochMs === null ? null : room.startTimeEpochMs - room.clockOffsetMs;
}
