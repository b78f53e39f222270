// How long participants take from one answer to the next, as the host's page sees it: a histogram. Whom
// it does not know from the start is measured from the first answer that it sees.
import type { ParticipantState } from '$lib/protocol/packets';

export const widthSeconds = 2;
// The last has everything that takes longer.
export const buckets = 16;

interface Seen {
  readonly answered: number;
  readonly at: number | null;
}

export class Pace {
  readonly #seen = new Map<string, Seen>();
  readonly #counts: number[] = Array.from({ length: buckets }, () => 0);

  // `startedAt` is null where this page came into a race that was under way.
  observe(participants: Iterable<ParticipantState>, startedAt: number | null, now: number): void {
    for (const { userId, nextQuestionIndex: answered } of participants) {
      const before = this.#seen.get(userId) ?? {
        answered: startedAt === null ? answered : 0,
        at: startedAt,
      };
      if (this.#seen.has(userId) && answered === before.answered) continue;
      const steps = answered - before.answered;
      if (steps > 0 && before.at !== null) this.#count((now - before.at) / 1_000 / steps, steps);
      this.#seen.set(userId, { answered, at: steps > 0 ? now : before.at });
    }
  }

  get counts(): readonly number[] {
    return [...this.#counts];
  }

  #count(seconds: number, times: number): void {
    const bucket = Math.min(buckets - 1, Math.max(0, Math.floor(seconds / widthSeconds)));
    this.#counts[bucket] = (this.#counts[bucket] ?? 0) + times;
  }
}
