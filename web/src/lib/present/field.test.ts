import { expect, it } from 'vitest';
import type { ParticipantState, QuestionSummary } from '$lib/protocol/packets';
import { fieldOf, heatOf } from './field';

const question = (correctCount: number, incorrectCount: number, timeExpiredCount = 0) =>
  ({ correctCount, incorrectCount, timeExpiredCount }) as QuestionSummary;
const at = (nextQuestionIndex: number) => ({ nextQuestionIndex }) as ParticipantState;

it('measures right answers among all that were given or missed', () => {
  expect(heatOf([question(1, 1, 1), question(0, 0), question(0, 2)], 9)).toEqual([
    { number: 1, percentRight: 33 },
    { number: 2, percentRight: null },
    { number: 3, percentRight: 0 },
  ]);
});

it('shows the hardest when not all fit, in their order', () => {
  const questions = [question(9, 1), question(1, 9), question(0, 0), question(5, 5)];
  expect(heatOf(questions, 2).map(({ number }) => number)).toEqual([2, 4]);
});

it('counts the field at each question, the finished at the end', () => {
  expect(fieldOf([at(0), at(2), at(2), at(3)], 3, 9).map(({ people }) => people)).toEqual([
    1, 0, 2, 1,
  ]);
});

it('takes questions together in a long race', () => {
  const field = fieldOf([at(0), at(99), at(100)], 100, 10);
  expect(field.length).toBeLessThanOrEqual(10);
  expect(field.at(-1)).toEqual({ answered: 99, people: 2 });
});
