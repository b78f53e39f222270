import { describe, expect, it } from 'vitest';
import type { OwnQuestionSummary, ParticipantState } from '$lib/protocol/packets';
import { newParticipant } from './participant-state';
import { excerpt, gapsOf, ranked } from './standings';
import { rankedParticipants } from './host-standings';
import { isAllRight } from './summaries';

const entry = (userId: string, score: number) => ({ userId, name: userId, score });
const places = (entries: readonly { userId: string; rank: number }[]) =>
  entries.map(({ userId, rank }) => `${rank} ${userId}`);

const board = [entry('a', 90), entry('b', 80), entry('c', 80), entry('d', 10), entry('e', 0)];

describe('ranked', () => {
  it('lets equals share a rank', () => {
    expect(places(ranked(board))).toEqual(['1 a', '2 b', '2 c', '4 d', '5 e']);
    expect(ranked([])).toEqual([]);
  });
});

describe('excerpt', () => {
  it('is the best, when one is among them', () => {
    expect(places(excerpt(board, 3, { ...entry('b', 80), rank: 2 }))).toEqual([
      '1 a',
      '2 b',
      '2 c',
    ]);
  });

  it('ends with oneself otherwise, as the leaderboard has it', () => {
    expect(places(excerpt(board, 3, { ...entry('e', 0), rank: 9 }))).toEqual(['1 a', '2 b', '5 e']);
  });

  it('ends with oneself as the server told, when the leaderboard is too short', () => {
    expect(places(excerpt(board, 3, { ...entry('z', 5), rank: 940 }))).toEqual([
      '1 a',
      '2 b',
      '940 z',
    ]);
  });

  it('is only the best while one’s own place is not known', () => {
    expect(places(excerpt(board, 2, null))).toEqual(['1 a', '2 b']);
  });
});

describe('rankedParticipants', () => {
  const at = (name: string, score: number, nextQuestionIndex: number): ParticipantState => ({
    userId: name,
    name,
    score,
    nextQuestionIndex,
    connected: true,
    finished: false,
    removed: false,
  });

  it('sorts by score, then progress, then name', () => {
    const people = [at('d', 50, 1), at('c', 50, 2), at('b', 50, 1), at('a', 0, 3), at('e', 60, 1)];
    expect(places(rankedParticipants(people))).toEqual(['1 e', '2 c', '2 b', '2 d', '5 a']);
  });
});

describe('isAllRight', () => {
  const chose = (participantOptions: number[], correctOptions: number[]) =>
    ({ participantOptions, correctOptions }) as OwnQuestionSummary;

  it.each([
    [[1, 3], [3, 1], true],
    [[1], [1, 3], false],
    [[], [0], false],
    [[2], [1], false],
  ])('%j of %j: %j', (chosen, right, expected) => {
    expect(isAllRight(chose(chosen, right))).toBe(expected);
  });
});

describe('gaps', () => {
  const gaps = (userId: string, score: number, leaderboard = board) => {
    const state = newParticipant();
    return gapsOf({
      ...state,
      userId,
      standing: { score, rank: 1 },
      room: { ...state.room, leaderboard },
    });
  };

  it('lie to the next ahead and the next behind, by one’s own newest score', () => {
    expect(gaps('d', 85)).toEqual({
      ahead: { name: 'a', points: 5 },
      behind: { name: 'b', points: 5 },
    });
  });

  it('are none where nobody is', () => {
    expect(gaps('a', 90)).toEqual({ ahead: null, behind: { name: 'b', points: 10 } });
    expect(gaps('e', 0).behind).toBeNull();
    expect(gaps('a', 0, [])).toEqual({ ahead: null, behind: null });
  });

  it('are zero to an equal', () => {
    expect(gaps('b', 80).ahead).toEqual({ name: 'c', points: 0 });
  });
});
