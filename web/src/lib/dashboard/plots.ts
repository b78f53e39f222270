// What the dashboard's charts show, as columns of numbers.
import { fieldOf } from '$lib/present/field';
import type { ParticipantState, QuestionSummary } from '$lib/protocol/packets';
import { buckets, widthSeconds } from './pace';

export interface Plot {
  // Of the columns.
  readonly names: readonly string[];
  // Stacked, the first at the bottom.
  readonly layers: readonly (readonly number[])[];
}

// Columns that can be told apart on a small screen.
export const most = 40;

// How many were right, wrong and late, question by question; of a long race several questions together.
export function answersPlot(questions: readonly QuestionSummary[]): Plot {
  const width = Math.max(1, Math.ceil(questions.length / most));
  const firsts = Array.from({ length: Math.ceil(questions.length / width) }, (_, i) => i * width);
  const sums = (count: (question: QuestionSummary) => number) =>
    firsts.map((first) =>
      questions.slice(first, first + width).reduce((sum, question) => sum + count(question), 0),
    );
  return {
    names: firsts.map((first) => rangeOf(first + 1, Math.min(first + width, questions.length))),
    layers: [
      sums(({ correctCount }) => correctCount),
      sums(({ incorrectCount }) => incorrectCount),
      sums(({ timeExpiredCount }) => timeExpiredCount),
    ],
  };
}

export function timesPlot(counts: readonly number[]): Plot {
  const names = counts.map((_, bucket) =>
    bucket === buckets - 1 ? `${bucket * widthSeconds}+` : `${bucket * widthSeconds}`,
  );
  return { names, layers: [counts] };
}

// How many are at which question; the last column has finished.
export function fieldPlot(participants: Iterable<ParticipantState>, total: number): Plot {
  const field = fieldOf(participants, total, most);
  return {
    names: field.map(({ answered }, index) =>
      index === field.length - 1 ? '✓' : `${answered + 1}`,
    ),
    layers: [field.map(({ people }) => people)],
  };
}

const rangeOf = (first: number, last: number) => (first === last ? `${first}` : `${first}–${last}`);
