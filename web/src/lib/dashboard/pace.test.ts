import { expect, it } from 'vitest';
import type { ParticipantState } from '$lib/protocol/packets';
import { buckets, Pace } from './pace';

const at = (userId: string, nextQuestionIndex: number) =>
  ({ userId, nextQuestionIndex }) as ParticipantState;
const sum = (counts: readonly number[]) => counts.reduce((a, b) => a + b, 0);

it('measures from the start and then from answer to answer', () => {
  const pace = new Pace();
  pace.observe([at('a', 0), at('b', 0)], 1_000, 1_500);
  pace.observe([at('a', 1), at('b', 0)], 1_000, 4_500);
  pace.observe([at('a', 2), at('b', 1)], 1_000, 5_500);
  expect(pace.counts.slice(0, 3)).toEqual([1, 1, 1]);
  expect(sum(pace.counts)).toBe(3);
});

it('shares the time among answers that came together', () => {
  const pace = new Pace();
  pace.observe([at('a', 3)], 0, 9_000);
  expect(pace.counts.slice(0, 3)).toEqual([0, 3, 0]);
});

it('does not guess what was before it came', () => {
  const pace = new Pace();
  pace.observe([at('a', 4)], null, 60_000);
  pace.observe([at('a', 5)], null, 61_000);
  expect(sum(pace.counts)).toBe(0);
  pace.observe([at('a', 6)], null, 64_500);
  expect(pace.counts.slice(0, 3)).toEqual([0, 1, 0]);
});

it('takes whoever comes late from there, and puts the slowest together', () => {
  const pace = new Pace();
  pace.observe([at('a', 0)], 0, 1_000);
  pace.observe([at('a', 1)], 0, 999_000);
  expect(pace.counts).toHaveLength(buckets);
  expect(pace.counts.at(-1)).toBe(1);
});
