import { expect, it } from 'vitest';
import type { AnswerResult } from '$lib/protocol/packets';
import { paceOf, withSplit, type Split } from './splits';

const result = (questionIndex: number, durationMs: number, outcome = 'correct') =>
  ({ questionIndex, durationMs, outcome, scoreAwarded: 50 }) as AnswerResult;
const after = (...results: AnswerResult[]) =>
  results.reduce<readonly Split[]>((splits, next) => withSplit(splits, next), []);

it('keeps one split for each question, however often its result comes', () => {
  const splits = after(result(0, 2_000), result(1, 3_000), result(1, 3_000));
  expect(splits.map(({ questionIndex }) => questionIndex)).toEqual([0, 1]);
  expect(splits[1]).toEqual({
    questionIndex: 1,
    outcome: 'correct',
    durationMs: 3_000,
    points: 50,
  });
});

it('forgets what lies far back', () => {
  const splits = after(...Array.from({ length: 150 }, (_, index) => result(index, 1_000)));
  expect(splits.length).toBe(100);
  expect(splits.at(-1)?.questionIndex).toBe(149);
});

it('compares with the average of the answers before', () => {
  expect(paceOf(after(result(0, 2_000)))).toBeNull();
  expect(paceOf(after(result(0, 2_000), result(1, 4_000), result(2, 2_500)))?.deltaMs).toBe(-500);
});

it('leaves out questions that ran out', () => {
  const splits = after(result(0, 20_000, 'timeout'), result(1, 3_000));
  expect(paceOf(splits)).toBeNull();
  expect(paceOf(withSplit(splits, result(2, 20_000, 'timeout')))).toBeNull();
});

it('calls the quickest right answer the best, once there are several', () => {
  const best = (...results: AnswerResult[]) => paceOf(after(...results))?.best;
  expect(best(result(0, 3_000), result(1, 2_000))).toBe(true);
  expect(best(result(0, 2_000), result(1, 2_000))).toBe(false);
  expect(best(result(0, 3_000, 'incorrect'), result(1, 2_000))).toBe(false);
  expect(best(result(0, 3_000), result(1, 2_000, 'partial'))).toBe(false);
});
