// What the big screen shows of a host's state: no more than fits on it, however many race.
import type { HostState } from '$lib/speedrun/host-state';
import type { Room } from '$lib/speedrun/room';
import { ranked, type RankedEntry } from '$lib/speedrun/standings';
import { bestParticipants, type RankedParticipant } from '$lib/speedrun/host-standings';
import { fieldOf, heatOf, type FieldStretch, type Heat } from './field';
import type { Wall } from './name-wall';

export interface Stage {
  // Without its leaderboard.
  readonly room: Room;
  readonly wall: Wall; // In the lobby.
  readonly leaders: readonly RankedParticipant[];
  readonly field: readonly FieldStretch[];
  readonly heat: readonly Heat[];
  readonly questions: number; // Of which `heat` tells the hardest.
  readonly averageSeconds: number;
  readonly podium: readonly RankedEntry[]; // At the end.
}

const leadersShown = 12;
const stretchesShown = 30;
const heatShown = 40;
// The best three and who stands beside them.
const podiumShown = 15;

export function stageOf({ room, participants, tallies }: HostState, wall: Wall): Stage {
  const people = () => participants.values();
  const isRunning = room.phase === 'running';
  const isOver = room.phase === 'finished';
  const { numberOfQuestions } = room;
  return {
    room: { ...room, leaderboard: [] },
    wall,
    leaders: isRunning ? bestParticipants(people(), leadersShown) : [],
    field: isRunning ? fieldOf(people(), numberOfQuestions, stretchesShown) : [],
    heat: isRunning ? heatOf(tallies?.questions ?? [], heatShown) : [],
    questions: tallies?.questions.length ?? 0,
    averageSeconds: tallies?.avgAnswerTime ?? 0,
    podium: isOver ? podiumOf(room, participants.values()) : [],
  };
}

function podiumOf(
  { leaderboard }: Room,
  participants: ReturnType<HostState['participants']['values']>,
): readonly RankedEntry[] {
  if (leaderboard.length === 0) return bestParticipants(participants, podiumShown);
  return ranked(leaderboard.slice(0, podiumShown));
}
