import { describe, expect, it } from 'vitest';
import type { Answer, Results } from '$lib/protocol/generated/results';
import { statisticsOf } from './statistics';

type Given = readonly [Answer['outcome'], durationMs: number, score: number];

function resultsOf(rows: readonly (readonly Given[])[]): Results {
  const participants = rows.map((row, index) => ({
    rank: index + 1,
    name: `P${index}`,
    userId: String(index),
    score: row.reduce((sum, [, , score]) => sum + score, 0),
    status: 'finished' as const,
    answers: row.map(([outcome, durationMs, score]) => ({
      outcome,
      durationMs,
      score,
      selectedOptions: [],
      creditMs: 0,
    })),
  }));
  const count = (at: number, ...outcomes: string[]) =>
    rows.filter((row) => outcomes.includes(row[at]?.[0] ?? '')).length;
  const questions = [0, 1].map((at) => ({
    question: `Q${at}`,
    category: 'C',
    options: ['A', 'B'],
    answers: [0],
    correctCount: count(at, 'correct'),
    incorrectCount: count(at, 'incorrect', 'partial'),
    timeExpiredCount: count(at, 'timeout'),
  }));
  return { questions, participants } as unknown as Results;
}

describe('statisticsOf', () => {
  it('tells difficulty, discrimination and times', () => {
    const [first, second] = statisticsOf(
      resultsOf([
        [
          ['correct', 1_000, 90],
          ['correct', 2_000, 80],
        ],
        [
          ['correct', 3_000, 70],
          ['incorrect', 1_000, 0],
        ],
        [
          ['incorrect', 8_000, 0],
          ['timeout', 9_000, 0],
        ],
      ]),
    );
    expect(first).toMatchObject({ answered: 3, averageMs: 4_000, medianMs: 3_000 });
    expect(first?.difficulty).toBeCloseTo(2 / 3);
    expect(first?.discrimination).toBeCloseTo(0.6719, 3);
    // Without whoever gave no answer; the middle of two is between them.
    expect(second).toMatchObject({ averageMs: 1_500, medianMs: 1_500 });
    expect(second?.difficulty).toBeCloseTo(1 / 3);
  });

  it('says nothing where there is nothing to say', () => {
    const nothing = { difficulty: null, discrimination: null, averageMs: null, medianMs: null };
    expect(statisticsOf(resultsOf([]))[0]).toEqual({ answered: 0, ...nothing });
    const alone = statisticsOf(resultsOf([[['timeout', 5_000, 0]]]));
    expect(alone[0]).toMatchObject({ difficulty: 0, discrimination: null, averageMs: null });
  });
});
