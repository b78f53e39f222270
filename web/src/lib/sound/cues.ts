// What is to be heard, and what makes a participant hear it.
import type { ParticipantState } from '$lib/speedrun/participant-state';

export type Cue = 'count' | 'go' | 'right' | 'wrong' | 'overtake' | 'finish';

// What has happened between two states, in order.
export function cuesBetween(before: ParticipantState, after: ParticipantState): readonly Cue[] {
  const cues: Cue[] = [];
  if (after.shown !== null && after.shown.result !== before.shown?.result) {
    const { result, question } = after.shown;
    const isRight = result.outcome === 'correct' || result.outcome === 'partial';
    cues.push(isRight ? 'right' : 'wrong');
    const rankBefore = question?.rankBefore ?? null;
    if (rankBefore !== null && result.rank < rankBefore) cues.push('overtake');
  }
  if (after.summary !== null && before.summary === null && before.synced) cues.push('finish');
  return cues;
}
