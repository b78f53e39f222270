// The score's formula, written down once more: floor(100 × hits × (D − t) / (n × D)).
import { expect } from 'vitest';
import type { Payload } from './packets';

export function scoreOf(
  hits: number,
  correct: number,
  creditedMs: number,
  durationMs: number,
): number {
  if (creditedMs > durationMs) return 0;
  return Math.floor((100 * hits * (durationMs - creditedMs)) / (correct * durationMs));
}

export function checkAnswerResult(
  result: Payload<'ANSWER-RESULT'>,
  selected: readonly number[],
  durationMs: number,
): void {
  const correct = result.correctOptions;
  const hits = selected.filter((option) => correct.includes(option)).length;
  const late = result.durationMs > durationMs;
  const judged = hits === correct.length ? 'correct' : hits > 0 ? 'partial' : 'incorrect';
  expect(result.outcome).toBe(late ? 'timeout' : judged);
  expect(result.scoreAwarded).toBe(scoreOf(hits, correct.length, result.durationMs, durationMs));
}
