// What a finished speedrun's results say of its questions.
import type { Results } from '$lib/protocol/generated/results';

export interface QuestionStatistics {
  readonly answered: number; // By how many, answers that came too late included.
  // The share of right answers, 0 to 1: the higher, the easier. Null if nobody answered.
  readonly difficulty: number | null;
  // How well it tells the better from the weaker: the correlation of its points with those of all
  // other questions, -1 to 1. Null where either does not vary.
  readonly discrimination: number | null;
  readonly averageMs: number | null;
  readonly medianMs: number | null;
}

export function statisticsOf({ questions, participants }: Results): QuestionStatistics[] {
  return questions.map((question, index) => {
    const answers = participants.flatMap(({ answers, score }) => {
      const answer = answers[index];
      return answer === undefined ? [] : [{ ...answer, others: score - answer.score }];
    });
    const times = answers
      .filter(({ outcome }) => outcome !== 'timeout')
      .map(({ durationMs }) => durationMs);
    const answered = question.correctCount + question.incorrectCount + question.timeExpiredCount;
    return {
      answered,
      difficulty: answered === 0 ? null : question.correctCount / answered,
      discrimination: correlation(
        answers.map(({ score }) => score),
        answers.map(({ others }) => others),
      ),
      averageMs: average(times),
      medianMs: median(times),
    };
  });
}

function average(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.slice(Math.ceil(sorted.length / 2) - 1, Math.floor(sorted.length / 2) + 1);
  return average(middle);
}

// Pearson's.
function correlation(xs: readonly number[], ys: readonly number[]): number | null {
  const [meanX, meanY] = [average(xs), average(ys)];
  if (meanX === null || meanY === null) return null;
  let [product, squareX, squareY] = [0, 0, 0];
  xs.forEach((x, index) => {
    const [dx, dy] = [x - meanX, (ys[index] as number) - meanY];
    product += dx * dy;
    squareX += dx * dx;
    squareY += dy * dy;
  });
  return squareX === 0 || squareY === 0 ? null : product / Math.sqrt(squareX * squareY);
}
