import { describe, expect, it } from 'vitest';
import { newParticipant, type ParticipantState } from '$lib/speedrun/participant-state';
import { cuesBetween } from './cues';

const racing: ParticipantState = { ...newParticipant(), synced: true };

function withResult(
  outcome: 'correct' | 'partial' | 'incorrect' | 'timeout',
  rankBefore: number | null,
  rank: number,
): ParticipantState {
  const question = {
    index: 1,
    text: '',
    options: [],
    optionsToSelect: 1,
    deadline: 0,
    timeLimitMs: 0,
    rankBefore,
    confirmed: true,
  };
  const result = {
    questionIndex: 1,
    outcome,
    correctOptions: [0],
    durationMs: 1_000,
    scoreAwarded: 0,
    score: 0,
    rank,
    totalParticipants: 9,
  };
  return { ...racing, shown: { result, question, chosen: [], late: false, until: 0 } };
}

describe('cuesBetween', () => {
  it('tells right from wrong', () => {
    expect(cuesBetween(racing, withResult('correct', 2, 2))).toEqual(['right']);
    expect(cuesBetween(racing, withResult('partial', 2, 2))).toEqual(['right']);
    expect(cuesBetween(racing, withResult('incorrect', 2, 2))).toEqual(['wrong']);
    expect(cuesBetween(racing, withResult('timeout', 2, 3))).toEqual(['wrong']);
  });

  it('cheers for a place gained, but not for the first', () => {
    expect(cuesBetween(racing, withResult('correct', 5, 2))).toEqual(['right', 'overtake']);
    expect(cuesBetween(racing, withResult('correct', null, 1))).toEqual(['right']);
  });

  it('says nothing twice', () => {
    const shown = withResult('correct', 5, 2);
    expect(cuesBetween(shown, { ...shown, selected: [1] })).toEqual([]);
  });

  it('ends with a fanfare, unless the end is an old one', () => {
    const summary = {} as NonNullable<ParticipantState['summary']>;
    expect(cuesBetween(racing, { ...racing, summary })).toEqual(['finish']);
    expect(cuesBetween(newParticipant(), { ...racing, summary })).toEqual([]);
  });
});
