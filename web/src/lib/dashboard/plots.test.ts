import { expect, it } from 'vitest';
import type { ParticipantState, QuestionSummary } from '$lib/protocol/packets';
import { buckets } from './pace';
import { answersPlot, fieldPlot, most, timesPlot } from './plots';

const question = (correctCount: number, incorrectCount: number, timeExpiredCount: number) =>
  ({ correctCount, incorrectCount, timeExpiredCount }) as QuestionSummary;

it('stacks right, wrong and late answers of each question', () => {
  expect(answersPlot([question(3, 1, 0), question(0, 2, 5)])).toEqual({
    names: ['1', '2'],
    layers: [
      [3, 0],
      [1, 2],
      [0, 5],
    ],
  });
  expect(answersPlot([])).toEqual({ names: [], layers: [[], [], []] });
});

it('takes questions together in a long race, and loses none', () => {
  const { names, layers } = answersPlot(Array.from({ length: 4_999 }, () => question(1, 0, 0)));
  expect(names.length).toBeLessThanOrEqual(most);
  expect([names[0], names.at(-1)]).toEqual(['1–125', '4876–4999']);
  expect(layers[0]?.reduce((a, b) => a + b)).toBe(4_999);
});

it('names where times and the field stand', () => {
  const { names } = timesPlot(Array.from({ length: buckets }, () => 0));
  expect([names[0], names[1], names.at(-1)]).toEqual(['0', '2', '30+']);
  const field = fieldPlot([{ nextQuestionIndex: 2 } as ParticipantState], 2);
  expect(field).toEqual({ names: ['1', '2', '✓'], layers: [[0, 0, 1]] });
});
