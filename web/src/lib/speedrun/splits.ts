// How one's own questions went, one after the other: the split times of a race.
import type { AnswerResult } from '$lib/protocol/packets';

export interface Split {
  readonly questionIndex: number;
  readonly outcome: AnswerResult['outcome'];
  readonly durationMs: number;
  readonly points: number;
}

// Further back nobody looks during a race; the summary has them all.
const most = 100;

export function withSplit(splits: readonly Split[], result: AnswerResult): readonly Split[] {
  const { questionIndex, outcome, durationMs, scoreAwarded: points } = result;
  const others = splits.filter((split) => split.questionIndex !== questionIndex);
  return [...others, { questionIndex, outcome, durationMs, points }].slice(-most);
}

export interface Pace {
  // Against the average of one's answers before: below zero is a gain.
  readonly deltaMs: number;
  // The quickest right answer of several.
  readonly best: boolean;
}

// Null where there is nothing to compare: the first answer, and questions that ran out.
export function paceOf(splits: readonly Split[]): Pace | null {
  const last = splits.at(-1);
  const before = splits.slice(0, -1).filter(({ outcome }) => outcome !== 'timeout');
  if (last === undefined || last.outcome === 'timeout' || before.length === 0) return null;
  const average = before.reduce((sum, { durationMs }) => sum + durationMs, 0) / before.length;
  const right = before.filter(({ outcome }) => outcome === 'correct');
  const best =
    last.outcome === 'correct' &&
    right.length > 0 &&
    right.every(({ durationMs }) => last.durationMs < durationMs);
  return { deltaMs: last.durationMs - average, best };
}
