// A host's participants in the order of the race.
import type { ParticipantState } from '$lib/protocol/packets';
import { ranked, type RankedEntry } from './standings';

export type RankedParticipant = ParticipantState & RankedEntry;

// Best first; among equals who is further, then by name, so that rows do not jump about.
const byStanding = (a: ParticipantState, b: ParticipantState) =>
  b.score - a.score ||
  b.nextQuestionIndex - a.nextQuestionIndex ||
  (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);

// All of them, best first.
export function rankedParticipants(participants: Iterable<ParticipantState>): RankedParticipant[] {
  return ranked([...participants].sort(byStanding));
}

// The first of rankedParticipants(), without putting thousands in order.
export function bestParticipants(
  participants: Iterable<ParticipantState>,
  most: number,
): RankedParticipant[] {
  const best: ParticipantState[] = [];
  for (const participant of participants) {
    const last = best[most - 1];
    if (last !== undefined && byStanding(last, participant) <= 0) continue;
    const place = best.findIndex((other) => byStanding(participant, other) < 0);
    best.splice(place < 0 ? best.length : place, 0, participant);
    if (best.length > most) best.pop();
  }
  return ranked(best);
}
