// Reading summaries.
import type { OwnQuestionSummary, ParticipantState } from '$lib/protocol/packets';
import { ranked, type RankedEntry } from './standings';

// Whether a participant chose exactly the right options.
export function isAllRight({ correctOptions, participantOptions }: OwnQuestionSummary): boolean {
  return (
    correctOptions.length === participantOptions.length &&
    correctOptions.every((option) => participantOptions.includes(option))
  );
}

export type RankedParticipant = ParticipantState & RankedEntry;

// A host's participants, best first; among equals who is further, then by name, so that rows do
// not jump about.
export function rankedParticipants(participants: Iterable<ParticipantState>): RankedParticipant[] {
  const sorted = [...participants].sort(
    (a, b) =>
      b.score - a.score ||
      b.nextQuestionIndex - a.nextQuestionIndex ||
      (a.name < b.name ? -1 : a.name > b.name ? 1 : 0),
  );
  return ranked(sorted);
}
