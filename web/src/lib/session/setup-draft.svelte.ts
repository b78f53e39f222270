// What a host has set up so far, kept in the browser so that a reload loses nothing.
import type { HostQuestion } from '$lib/protocol/packets';
import { fingerprintOf, firstSelection, withAdded, type Draft } from '$lib/speedrun/selection';
import type { Credentials } from './credentials';

interface StoredDraft {
  quizName: string;
  duration: number;
  selected: number[];
  fingerprint: string | null;
}

const initial: StoredDraft = { quizName: '', duration: 20, selected: [], fingerprint: null };

export class SetupDraft {
  quizName = $state('');
  // Undefined while the field is empty.
  duration: number | undefined = $state(0);
  selected: ReadonlySet<number> = $state.raw(new Set());
  // How many of those last added did not fit.
  leftOut = $state(0);
  #fingerprint: string | null;

  constructor(
    private readonly code: string,
    private readonly credentials: Credentials,
  ) {
    const stored = { ...initial, ...(credentials.draft(code) as Partial<StoredDraft> | null) };
    this.quizName = stored.quizName;
    this.duration = stored.duration;
    this.selected = new Set(stored.selected);
    this.#fingerprint = stored.fingerprint;
  }

  get value(): Draft {
    const { quizName, duration = NaN, selected } = this;
    return { quizName, duration, selected };
  }

  // The selection means positions in one particular set: with another it starts afresh.
  useSet(questions: readonly HostQuestion[]): void {
    const fingerprint = fingerprintOf(questions);
    if (fingerprint === this.#fingerprint) return;
    this.#fingerprint = fingerprint;
    this.selected = firstSelection(questions);
    this.leftOut = 0;
  }

  // Named after the file, unless the host has named it already.
  proposeName(fileName: string): void {
    if (this.quizName !== '') return;
    const words = fileName
      .replace(/\.[^.]*$/, '')
      .replace(/[-_]+/g, ' ')
      .trim();
    this.quizName = words.charAt(0).toUpperCase() + words.slice(1, 100);
  }

  add(indexes: readonly number[], questions: readonly HostQuestion[]): void {
    const { selected, leftOut } = withAdded(this.value, indexes, questions);
    this.selected = selected;
    this.leftOut = leftOut;
  }

  remove(indexes: readonly number[]): void {
    const selected = new Set(this.selected);
    for (const index of indexes) selected.delete(index);
    this.selected = selected;
    this.leftOut = 0;
  }

  save(): void {
    const { quizName, duration, selected } = this;
    const stored = { quizName, duration, selected: [...selected], fingerprint: this.#fingerprint };
    this.credentials.keepDraft(this.code, stored);
  }
}
