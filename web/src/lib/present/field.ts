// What the big screen reads out of a race: who leads, how the questions go, where the field is.
import type { ParticipantState, QuestionSummary } from '$lib/protocol/packets';

export interface Heat {
  readonly number: number; // From 1.
  // Null until somebody has answered.
  readonly percentRight: number | null;
}

// At most `most` questions: all of them, or of more the hardest, in the order of the race.
export function heatOf(questions: readonly QuestionSummary[], most: number): Heat[] {
  const all = questions.map((question, index) => {
    const { correctCount, incorrectCount, timeExpiredCount } = question;
    const answered = correctCount + incorrectCount + timeExpiredCount;
    const percentRight = answered === 0 ? null : Math.round((100 * correctCount) / answered);
    return { number: index + 1, percentRight };
  });
  if (all.length <= most) return all;
  const hardness = ({ percentRight }: Heat) => percentRight ?? 101;
  const hardest = [...all].sort((a, b) => hardness(a) - hardness(b)).slice(0, most);
  return hardest.sort((a, b) => a.number - b.number);
}

export interface FieldStretch {
  readonly answered: number; // At least so many questions, and fewer than at the next stretch.
  readonly people: number;
}

// How many stand at which question, in at most `most` stretches of the race.
export function fieldOf(
  participants: Iterable<ParticipantState>,
  total: number,
  most: number,
): FieldStretch[] {
  const width = Math.max(1, Math.ceil((total + 1) / most));
  const stretches = Array.from({ length: Math.ceil((total + 1) / width) }, (_, index) => ({
    answered: index * width,
    people: 0,
  }));
  for (const { nextQuestionIndex } of participants) {
    const stretch = stretches[Math.floor(Math.min(nextQuestionIndex, total) / width)];
    if (stretch !== undefined) ++stretch.people;
  }
  return stretches;
}
